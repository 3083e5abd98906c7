import type { Evidence } from "../model/finding.ts";
import { isObject, type Json } from "../model/json.ts";
import { printable } from "../report/printable.ts";
import { column } from "../report/wrap.ts";
import { tellingMembers } from "./example-event.ts";

// What the analyses say of themselves in the evidence: the links of an alarm's way, and the gaps in
// what trails record, each with an event that gets lost.

/** A member of an answer's list: `alarmPath.links[topic].says`. */
interface Member {
  readonly list: string;
  /** `topic` */
  readonly item: string;
  readonly member: string;
}

const lists = ["alarmPath.links", "coverage.gaps", "copies.copies"];
const members = ["says", "state", "misses", "regions", "witness"];

function memberOf(fact: string): Member | undefined {
  const list = lists.find((name) => fact.startsWith(`${name}[`));
  const member = members.find((name) => fact.endsWith(`].${name}`));
  if (list === undefined || member === undefined) return undefined;
  return { list, member, item: fact.slice(list.length + 1, -member.length - 2) };
}

const pathWitness = "alarmPath.witness";

/** A fact that `answerText` shows. */
export const isOfAnswer = (fact: string): boolean =>
  fact === pathWitness || memberOf(fact) !== undefined;

/** Parts of lines: the way with a mark for each link, the gaps, the copies, and an event for each. */
export function answerText(evidence: readonly Evidence[], columns: number): string[][] {
  const links = itemsOf(evidence, "alarmPath.links");
  const lost = evidence.find(({ fact }) => fact === pathWitness)?.value ?? null;
  return [
    linkLines(links, columns),
    ...exampleParts("for example, nobody is told of", lost),
    ...itemsOf(evidence, "coverage.gaps").flatMap(({ regions, misses, witness }) => [
      gapLines(textsOf(regions), textsOf(misses), columns),
      ...exampleParts("for example, nothing records", witness),
    ]),
    ...itemsOf(evidence, "copies.copies").flatMap(({ witness }) =>
      exampleParts("for example, both record", witness),
    ),
  ];
}

type Item = { readonly item: string } & { readonly [member: string]: Json | undefined };

/** The items of a list, each with the members that the evidence holds. */
function itemsOf(evidence: readonly Evidence[], wanted: string): Item[] {
  const items = new Map<string, Record<string, Json>>();
  for (const { fact, value } of evidence) {
    const found = memberOf(fact);
    if (found?.list !== wanted) continue;
    const one = items.get(found.item) ?? {};
    one[found.member] = value;
    items.set(found.item, one);
  }
  return [...items].map(([item, own]) => ({ ...own, item }));
}

const marks: { readonly [state: string]: string | undefined } = {
  holds: "✓",
  broken: "✗",
  unknown: "?",
};

function linkLines(links: readonly Item[], columns: number): string[] {
  // Links of the same name have but their position to tell them apart.
  const names = links.map(({ item }) => (/^\d+$/.test(item) ? "" : printable(item)));
  const width = Math.min(20, Math.max(0, ...names.map(({ length }) => length)));
  return links.flatMap(({ state, says }, index) => {
    const mark = marks[String(state)] ?? "·";
    const label = `  ${mark} ${names[index]?.padEnd(width)}${width > 0 ? "  " : ""}`;
    return column(label, printable(String(says)), columns);
  });
}

const mostRegions = 5;

function gapLines(
  regions: readonly string[],
  misses: readonly string[],
  columns: number,
): string[] {
  const more = regions.length - mostRegions;
  const shown = regions.slice(0, mostRegions).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return [
    ...(regions.length > 0 ? column("  not recorded in ", printable(shown), columns) : []),
    ...misses.flatMap((miss) => column("  ✗ ", printable(miss), columns)),
  ];
}

const textsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map((item) => String(item)) : [];

/** The event, reduced to what tells it apart, as the record that it would be. */
function exampleParts(label: string, event: Json | undefined): string[][] {
  if (!isObject(event)) return [];
  const lines = JSON.stringify(tellingMembers(event), undefined, 2).split("\n").map(printable);
  return [[`  ${label}`, ...lines.map((line) => `    ${line}`)]];
}
