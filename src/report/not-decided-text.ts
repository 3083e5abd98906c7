import { counted } from "../model/counted.ts";
import { type Finding, isBeyondTheChange } from "../model/finding.ts";
import type { PolicyDigest } from "./digest.ts";
import { unknownText } from "./fact-text.ts";
import { whereIs } from "./place.ts";
import { printable } from "./printable.ts";
import { type Page, rest } from "./text-page.ts";
import { column } from "./wrap.ts";

/** Unknown verdicts, by policy, with what would resolve them; those that no change settles at once. */
export function notDecided(digests: readonly PolicyDigest[], page: Page): string[] {
  const unknown = digests.filter((digest) => digest.unknown.count > 0);
  const left = unknown.filter((digest) => digest.unknown.first.every(isBeyondTheChange));
  const open = unknown.filter((digest) => !left.includes(digest));
  const { paint } = page;
  return [
    ...(open.length > 0
      ? ["", paint.bold("Could not be decided"), ...open.flatMap((one) => ofPolicy(one, page))]
      : []),
    ...(left.length > 0 ? ["", ...ofTheAccount(left, page)] : []),
  ];
}

const ofPolicy = ({ policy, unknown }: PolicyDigest, page: Page): string[] => [
  ...column("  ?  ", printable(`${policy.title} (${policy.id})`), page.look.columns).map(
    page.paint.yellow,
  ),
  ...unknown.first.flatMap((finding) =>
    column("     ", whyUnknown(finding, page), page.look.columns).map(page.paint.dim),
  ),
  ...rest(unknown, page),
];

/** Two reasons for all of them: the account is not shown, and nothing has happened yet. */
function ofTheAccount(left: readonly PolicyDigest[], { look, paint }: Page): string[] {
  const isLater = ({ unknown }: PolicyDigest) =>
    unknown.first.every(({ missing }) => missing.every(({ reason }) => reason === "not-deployed"));
  const kinds = [
    { says: "on the whole account", of: left.filter((digest) => !isLater(digest)) },
    { says: "on what happens once it is applied", of: left.filter(isLater) },
  ];
  return kinds
    .filter(({ of }) => of.length > 0)
    .flatMap(({ says, of }) => {
      const ids = of.map(({ policy }) => policy.id).join(", ");
      const said = `a change does not show what ${counted(of.length, "policy", "policies")} ${of.length === 1 ? "asks" : "ask"} ${says}: ${ids}`;
      return column("Left open: ", printable(said), look.columns).map(paint.dim);
    });
}

function whyUnknown(finding: Finding, { names }: Page): string {
  const permissions = [...new Set(finding.missing.flatMap(({ permission }) => permission ?? []))];
  const reasons = [...new Set(finding.missing.map(unknownText))];
  const needs = permissions.length > 0 ? `; needs ${permissions.join(", ")}` : "";
  return printable(`${reasons.slice(0, 3).join("; ")}${needs} (${whereIs(finding, names)})`);
}
