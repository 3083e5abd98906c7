import type { JsonObject } from "../model/json.ts";
import type { HubAction } from "../model/publication.ts";
import type { AsffFinding } from "../report/asff-finding.ts";
import { meaningOf } from "./meaning.ts";
import { providerPart } from "./provider-part.ts";

/** One finding to import, and what that does to the hub. */
export interface HubChange {
  readonly action: HubAction;
  readonly finding: AsffFinding;
}

export interface HubPlan {
  readonly changes: readonly HubChange[];
  readonly unchanged: number;
  /** Active findings that are left as they are, because the run says nothing of them for sure. */
  readonly kept: number;
  /** Changes that the hub has a later observation for: an old result must not undo a newer one. */
  readonly outdated: readonly HubChange[];
}

export interface Planning {
  /** What the hub is to hold, of one account and Region, by id. */
  readonly desired: ReadonlyMap<string, AsffFinding>;
  /** Our findings in the hub, active and archived, by id. */
  readonly existing: ReadonlyMap<string, JsonObject>;
  /** Whether the run would have found this again if there were still reason to. */
  readonly isEvaluated: (finding: JsonObject) => boolean;
  /** ISO time that the result judged at. */
  readonly asOf: string;
}

/** What has to be imported so that the hub holds what the run found, and nothing more than that. */
export function planHub({ desired, existing, isEvaluated, asOf }: Planning): HubPlan {
  const changes = [...desired].flatMap(([id, finding]) =>
    changeTo(finding, existing.get(id), asOf),
  );
  const unmet = [...existing].flatMap(([id, one]) =>
    one["RecordState"] === "ARCHIVED" || desired.has(id) ? [] : [one],
  );
  const gone = unmet.filter(isEvaluated);
  const planned = [...changes, ...gone.map((one) => archiving(one, asOf))];
  const isOutdated = ({ finding }: HubChange): boolean =>
    timeOf(existing.get(finding.Id)?.["LastObservedAt"]) > timeOf(asOf);
  return {
    changes: planned.filter((change) => !isOutdated(change)),
    unchanged: desired.size - changes.length,
    kept: unmet.length - gone.length,
    outdated: planned.filter(isOutdated),
  };
}

function changeTo(
  wanted: AsffFinding,
  existing: JsonObject | undefined,
  asOf: string,
): HubChange[] {
  const finding = providerPart(wanted);
  if (existing === undefined) return [{ action: "create", finding }];
  if (meaningOf(wanted) === meaningOf(existing) && !isExpiring(existing, asOf)) return [];
  const update = { ...finding, ...agesOf(existing), UpdatedAt: laterThan(existing, asOf) };
  return [{ action: "update", finding: update }];
}

/** An archived finding says what it said last; that it is gone is said by its state. */
const archiving = (existing: JsonObject, asOf: string): HubChange => ({
  action: "archive",
  finding: {
    ...providerPart(existing),
    RecordState: "ARCHIVED",
    LastObservedAt: asOf,
    UpdatedAt: laterThan(existing, asOf),
  },
});

/**
 * When the hub saw it first stays as it was.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-attributes.html
 */
const agesOf = ({ CreatedAt, FirstObservedAt }: JsonObject) => ({
  ...(typeof CreatedAt === "string" && { CreatedAt }),
  ...(typeof FirstObservedAt === "string" && { FirstObservedAt }),
});

const day = 86_400_000;

/**
 * A hub deletes what was not updated for 90 days, and the customer's notes with it; so a finding that
 * stays as it is is sent again in time.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html
 */
const isExpiring = (existing: JsonObject, asOf: string): boolean =>
  timeOf(asOf) - timeOf(existing["UpdatedAt"]) > 30 * day;

/** The hub ignores an import whose UpdatedAt is not later than its own. */
function laterThan(existing: JsonObject, asOf: string): string {
  const next = timeOf(existing["UpdatedAt"]) + 1;
  return next > timeOf(asOf) ? new Date(next).toISOString() : asOf;
}

/** Milliseconds; what is no time is before all of them. */
function timeOf(value: unknown): number {
  const time = Date.parse(String(value));
  return Number.isNaN(time) ? 0 : time;
}
