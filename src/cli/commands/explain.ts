import type { Finding } from "../../model/finding.ts";
import { printable } from "../../report/printable.ts";
import { column } from "../../report/wrap.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { knownPolicies } from "../policy-files.ts";
import { policyText } from "../policy-text.ts";
import { readResult } from "../read-result.ts";
import { findPolicy } from "./policies-show.ts";

const columns = 80;

/** What a policy means; with a result, every verdict it gave with all of its evidence. */
export const run: Run = async ({ arguments: { policy = "", result }, options }, io) => {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const found = findPolicy(policy, known);
  await writeAll(io.stdout, [`${policyText(found)}\n`]);
  if (result === undefined) return exitCodes.ok;
  const { findings } = await readResult(result);
  const own = [...findings].filter((finding) => finding.policy === policy);
  const texts = own.map((finding) => `\n${findingText(finding)}\n`);
  await writeAll(
    io.stdout,
    texts.length > 0 ? texts : ["\nThe result has no finding of this policy.\n"],
  );
  return exitCodes.ok;
};

function findingText({ status, resource, account, region, message, ...finding }: Finding): string {
  const { evidence, missing, fix } = finding;
  return [
    ...column(
      `${status.toUpperCase()}  `,
      printable(`${resource.name} (${account}, ${region})`),
      columns,
    ),
    ...column("  ", printable(message), columns),
    ...evidence.flatMap(({ fact, value, call, region: where, at }) => [
      ...column(
        "  fact    ",
        printable(`${fact} = ${value === null ? "absent" : JSON.stringify(value)}`),
        columns,
      ),
      ...(call
        ? column("          ", printable(`from ${call} in ${where}${at ? `, ${at}` : ""}`), columns)
        : []),
    ]),
    ...missing.flatMap(({ fact, reason, detail, permission }) => {
      const why = detail ? `${reason} (${detail})` : reason;
      const needs = permission ? `; needs ${permission}` : "";
      return column("  unknown ", printable(`${fact}: ${why}${needs}`), columns);
    }),
    ...(fix ? column("  fix     ", printable(fix.text), columns) : []),
    ...(fix?.cli ? [`          $ ${printable(fix.cli)}`] : []),
  ].join("\n");
}
