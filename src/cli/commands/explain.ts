import type { Finding } from "../../model/finding.ts";
import { isObject, type Json } from "../../model/json.ts";
import { commandsOf } from "../../report/commands.ts";
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

/** A fact in a line, a list of sentences in as many, an event as the record that it would be. */
function factLines(fact: string, value: Json): string[] {
  const label = "  fact    ";
  const margin = " ".repeat(label.length);
  if (isObject(value)) {
    const lines = JSON.stringify(value, undefined, 2).split("\n").map(printable);
    return [`${label}${printable(fact)} =`, ...lines.map((line) => margin + line)];
  }
  if (
    Array.isArray(value) &&
    value.some((item) => typeof item === "string" && item.includes(" "))
  ) {
    const items = value.map((item) => column(`${margin}- `, printable(String(item)), columns));
    return [`${label}${printable(fact)} =`, ...items.flat()];
  }
  return column(
    label,
    printable(`${fact} = ${value === null ? "absent" : JSON.stringify(value)}`),
    columns,
  );
}

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
      ...factLines(fact, value),
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
    ...commandsOf(fix ?? {}).map((command) => `          $ ${command}`),
  ].join("\n");
}
