import { Failure } from "../../model/failure.ts";
import type { Pack } from "../../model/pack.ts";
import { belongsTo } from "../../policy/select.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { type Known, knownPolicies } from "../policy-files.ts";

/** Lists policies and packs; with --pack its requirements and who answers them. */
export const run: Run = async ({ options }, io) => {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const wanted = (options["pack"] ?? []) as readonly string[];
  const packs = wanted.map((id) => findPack(id, known));
  if (options["json"] === true) {
    const listed = packs.length > 0 ? packs.map((pack) => coverage(pack, known)) : listing(known);
    await writeAll(io.stdout, [`${JSON.stringify(listed, undefined, 2)}\n`]);
  } else {
    const texts = packs.length > 0 ? packs.map((pack) => packText(pack, known)) : [listText(known)];
    await writeAll(io.stdout, [texts.join("\n")]);
  }
  return exitCodes.ok;
};

function findPack(id: string, { packs }: Known): Pack {
  const pack = packs.find((candidate) => candidate.id === id);
  if (pack !== undefined) return pack;
  throw new Failure("policy/unknown-pack", `There is no pack "${id}".`, {
    help: `Packs: ${packs.map((candidate) => candidate.id).join(", ")}.`,
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
    packs: packs.map(({ id, title }) => ({ id, title })),
  };
}

function coverage(pack: Pack, { policies }: Known) {
  return {
    id: pack.id,
    title: pack.title,
    policies: policies.filter((policy) => belongsTo(policy, pack)).map(({ id }) => id),
    requirements: pack.requirements.map((requirement) => ({
      ...requirement,
      policies: policies
        .filter(({ controls }) => controls[pack.id]?.includes(requirement.id))
        .map(({ id }) => id),
    })),
  };
}

function listText({ policies, packs }: Known): string {
  const width = Math.max(
    ...policies.map(({ id }) => id.length),
    ...packs.map(({ id }) => id.length),
  );
  const policyLines = policies.map(
    ({ id, severity, title }) => `  ${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`,
  );
  const packLines = packs.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`);
  return ["Policies", ...policyLines, "", "Packs", ...packLines, ""].join("\n");
}

function packText(pack: Pack, known: Known): string {
  const { requirements, policies } = coverage(pack, known);
  const rows = requirements.map(({ id, title, assessment, policies: answers }) => {
    const manual = assessment === "manual" ? " (manual)" : "";
    const by = answers.length > 0 ? answers.join(", ") : "not covered";
    return `  ${id}  ${title}${manual}\n      ${by}`;
  });
  const covered = requirements.filter((requirement) => requirement.policies.length > 0).length;
  const summary =
    requirements.length > 0
      ? `${covered} of ${requirements.length} requirements are answered by ${policies.length} policies.`
      : `Policies: ${policies.join(", ")}`;
  return [`${pack.title} (${pack.id})`, ...rows, summary, ""].join("\n");
}
