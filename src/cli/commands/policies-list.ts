import { Failure } from "../../model/failure.ts";
import type { Pack } from "../../model/pack.ts";
import { coverageOf } from "../../policy/coverage.ts";
import { suggest } from "../../policy/nearest.ts";
import { printable } from "../../report/printable.ts";
import { column } from "../../report/wrap.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { packText } from "../pack-text.ts";
import { type Known, knownPolicies } from "../policy-files.ts";

/** Lists policies and packs; with --pack its requirements and who answers them. */
export const run: Run = async ({ options }, io) => {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const wanted = (options["pack"] ?? []) as readonly string[];
  const packs = wanted
    .map((id) => findPack(id, known))
    .map((pack) => ({ pack, coverage: coverageOf(pack, known.policies) }));
  if (options["json"] === true) {
    const listed = packs.length > 0 ? packs.map(({ coverage }) => coverage) : listing(known);
    await writeAll(io.stdout, [`${JSON.stringify(listed, undefined, 2)}\n`]);
  } else {
    const texts = packs.map(({ pack, coverage }) => packText(pack, coverage));
    await writeAll(io.stdout, [texts.length > 0 ? texts.join("\n") : listText(known)]);
  }
  return exitCodes.ok;
};

function findPack(id: string, { packs }: Known): Pack {
  const pack = packs.find((candidate) => candidate.id === id);
  if (pack !== undefined) return pack;
  const ids = packs.map((candidate) => candidate.id);
  throw new Failure("policy/unknown-pack", `There is no pack "${id}".`, {
    help: `${suggest(id, ids)} List them with: trailwarden policies list`,
  });
}

function listing({ policies, packs }: Known): object {
  return {
    policies: policies.map(({ id, title, severity, scope, controls }) => ({
      id,
      title,
      severity,
      scope,
      controls,
    })),
    packs: packs.map((pack) => {
      const { id, title, summary } = coverageOf(pack, policies);
      return { id, title, coverage: summary };
    }),
  };
}

function listText({ policies, packs }: Known): string {
  const width = Math.max(
    ...policies.map(({ id }) => id.length),
    ...packs.map(({ id }) => id.length),
  );
  const policyLines = policies.flatMap(({ id, severity, title }) =>
    column(`  ${id.padEnd(width)}  ${severity.padEnd(8)}  `, printable(title), 80),
  );
  const packLines = packs.flatMap(({ id, title }) =>
    column(`  ${id.padEnd(width)}  `, printable(title), 80),
  );
  return ["Policies", ...policyLines, "", "Packs", ...packLines, ""].join("\n");
}
