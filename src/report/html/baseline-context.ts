import type { Change } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import { minute } from "../minute.ts";
import { printable } from "../printable.ts";
import { figure } from "./labels.ts";
import type { ReportTally } from "./tally.ts";

/** More rows than this nobody reads; the JSON result has them all. */
const shownResolved = 500;

/** What the summary says of the baseline; undefined where there is none. */
export function baselineContext(
  { baseline }: Result,
  { failuresByChange }: ReportTally,
): object | undefined {
  if (baseline === undefined) return undefined;
  const count = (...changes: readonly Change[]): string =>
    figure(changes.reduce((sum, change) => sum + (failuresByChange.get(change) ?? 0), 0));
  const { asOf, resolved } = baseline;
  return {
    asOf: minute(asOf),
    isNew: count("new"),
    worse: count("worse"),
    known: count("same", "better"),
    resolvedCount: figure(resolved.length),
    isAnyResolved: resolved.length > 0,
  };
}

/** The findings of the baseline that are resolved, behind those of the run. */
export function resolvedContext({ baseline, policies }: Result) {
  const titles = new Map(policies.map(({ id, title }) => [id, title]));
  const all = baseline?.resolved ?? [];
  return {
    resolved: all.slice(0, shownResolved).map(({ policy, severity, resource, ...place }) => ({
      title: printable(titles.get(policy) ?? policy),
      severity,
      resource: printable(resource.name || resource.id),
      account: printable(place.account),
      region: printable(place.region),
    })),
    moreResolved: Math.max(0, all.length - shownResolved),
  };
}
