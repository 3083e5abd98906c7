import { counted } from "../../model/counted.ts";
import type { Diff, DiffEntry, DiffKind, DiffSide, DiffStanding } from "../../model/diff.ts";
import { minute } from "../minute.ts";

/** What a reader sees above the findings of a kind. */
export const kindTitles: { readonly [kind in DiffKind]: string } = {
  new: "New",
  worsened: "Worse",
  "unknown-now": "Unknown now",
  "no-longer-judged": "No longer judged",
  waived: "Waived",
  better: "Better",
  resolved: "Resolved",
};

export const outcomeTitles = {
  passed: "Nothing got worse",
  failed: "Something got worse",
  blind: "Cannot tell whether something got worse",
} as const;

/** `high fail → low fail`, or one side where there is no other. */
export function movement({ kind, before, now }: DiffEntry): string {
  if (before === undefined) return `not judged → ${now ? standing(now, now) : ""}`;
  if (now !== undefined) return `${standing(before, now)} → ${standing(now, before)}`;
  return `${standing(before, before)} → ${kind === "no-longer-judged" ? "not judged" : "gone"}`;
}

/** The severity is told where it differs. */
const standing = (one: DiffStanding, other: DiffStanding): string =>
  [
    ...(one.severity === other.severity ? [] : [one.severity]),
    one.status,
    ...(one.waived ? ["(waived)"] : []),
  ].join(" ");

/** One of the two results: `old: as of …, 3 accounts, 93 policies`. */
export const sideText = (name: string, { asOf, accounts, policies }: DiffSide): string =>
  `${name}: as of ${minute(asOf)}, ${counted(accounts, "account")}, ${counted(policies, "policy", "policies")}`;

/** Counts of what differs, and of what does not. */
export function countsText({ summary }: Diff): string {
  const kinds = Object.entries(kindTitles).map(([kind, title]) => ({
    title: title.toLowerCase(),
    count: summary[kind as DiffKind],
  }));
  return [
    ...kinds.filter(({ count }) => count > 0).map(({ title, count }) => `${count} ${title}`),
    `${summary.same} unchanged`,
    ...(summary.unknown > 0 ? [`${summary.unknown} unknown in all`] : []),
  ].join(", ");
}
