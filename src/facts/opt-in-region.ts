import { type Calls, notAsked, type Told, toldBy, type Wanted } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, text } from "./read.ts";

interface RegionList {
  readonly wanted: Wanted;
  /** The member that tells, and its word for a Region that is on from the start. */
  readonly status: string;
  readonly fromTheStart: string;
}

/** The second is asked only where the first is refused. */
const lists: readonly RegionList[] = [
  {
    wanted: { service: "account", operation: "ListRegions" },
    status: "RegionOptStatus",
    fromTheStart: "ENABLED_BY_DEFAULT",
  },
  {
    wanted: { service: "ec2", operation: "DescribeRegions" },
    status: "OptInStatus",
    fromTheStart: "opt-in-not-required",
  },
];

/**
 * Whether a Region is off in new accounts until somebody enables it. Regions that are on from the
 * start are in every account's list, so that one missing from the whole list is none of them.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export function isOptInRegion({ calls }: Context, region: string): Told<boolean> {
  const told = lists.map((list) => lookUp(calls, list, region));
  const [first] = told as [Told<boolean>];
  return told.find(({ fact }) => typeof fact === "boolean") ?? first;
}

function lookUp(calls: Calls, { wanted, status, fromTheStart }: RegionList, region: string) {
  const source = toldBy(calls, wanted);
  const { $items, $unseen } = readPages(calls, wanted, (output) => listed(output, "Regions"));
  const found = $items.find((one) => text(one, "RegionName") === region);
  const said = text(found, status);
  if (said !== undefined) return { source, fact: said !== fromTheStart };
  const isMissing = found === undefined && $items.length > 0;
  return { source, fact: $unseen[0] ?? (isMissing ? true : notAsked(calls, source)) };
}
