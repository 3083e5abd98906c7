import type { MutationReport, Surprise } from "../evaluate/mutate/mutate.ts";
import { groupedBy } from "../model/grouped-by.ts";
import { printable } from "../report/printable.ts";
import { column, wrap } from "../report/wrap.ts";

const columns = 80;

/** What changing one fact at a time showed, as a person reads it. */
export function mutationText(report: MutationReport): string {
  const { policies, mutations, neverFails, unrelated, broken, fromCases, idle } = report;
  const wrong = new Set([...neverFails, ...[...unrelated, ...broken].map(({ policy }) => policy)]);
  const judged = fromCases.map(({ policy, name }) => `${policy} (${name})`);
  return [
    ...part("No change of one fact makes these policies fail:", neverFails.flatMap(line)),
    ...part(
      "These fail though nothing has changed that they read:",
      unrelated.flatMap(surpriseLines),
    ),
    ...part(
      "These cannot be judged; an optional fact is read behind has():",
      broken.flatMap(surpriseLines),
    ),
    ...part("Judged from a case of their own, which they pass:", judged.flatMap(line)),
    ...part("Facts whose change makes no policy fail:", idleLines(idle)),
    ...wrap(
      `${mutations} changes of the example account: ${policies - wrong.size} of ${policies} policies fail where they should, and nowhere else.`,
      columns,
    ),
    "",
  ].join("\n");
}

const part = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [...wrap(heading, columns), ...lines, ""];

const line = (text: string): string[] => column("  ", printable(text), columns);

const surpriseLines = ({ policy, change }: Surprise): string[] => [
  ...line(policy),
  ...column("    ", printable(change), columns),
];

/** `Trail: arn, name` */
function idleLines(facts: readonly string[]): string[] {
  const byType = groupedBy(
    facts.map((fact) => fact.split(".")),
    ([type = ""]) => type,
  );
  return [...byType].flatMap(([type, ofType]) =>
    column(`  ${type}: `, ofType.map(([, member = ""]) => member).join(", "), columns),
  );
}
