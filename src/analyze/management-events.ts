import type { ManagementEvents } from "../model/facts/trail.ts";

/** A condition of an advanced event selector on one field. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
export interface BasicSelector {
  readonly kind: "basic";
  readonly readWriteType: string;
  readonly includeManagementEvents: boolean;
  readonly excludeManagementEventSources: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export interface AdvancedSelector {
  readonly kind: "advanced";
  readonly fields: readonly FieldSelector[];
}

export type EventSelector = BasicSelector | AdvancedSelector;

type Verdict = "recorded" | "maybe" | "missed";

/** Stands for every event source that no selector names. */
const anyOtherSource = "any-other-service.amazonaws.com";

/**
 * What the union of a trail's selectors records of the management events; undefined when a selector
 * narrows them by something that AWS does not document for management events of trails.
 * Selectors are joined by "or", the fields inside one by "and":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function managementEvents(
  selectors: readonly EventSelector[],
): ManagementEvents | undefined {
  const sources = [...new Set(selectors.flatMap(namedSources))].sort();
  const verdicts = [true, false].map((readOnly) => ({
    others: recording(selectors, { readOnly, source: anyOtherSource }),
    named: sources.map((source) => recording(selectors, { readOnly, source })),
  }));
  if (verdicts.some(({ others, named }) => [others, ...named].includes("maybe"))) return undefined;
  const [reads, writes] = verdicts;
  return {
    recordsReads: reads?.others === "recorded",
    recordsWrites: writes?.others === "recorded",
    excludedEventSources: sources.filter((_, index) =>
      verdicts.some(({ others, named }) => others === "recorded" && named[index] === "missed"),
    ),
  };
}

interface ManagementEvent {
  readonly readOnly: boolean;
  readonly source: string;
}

function recording(selectors: readonly EventSelector[], event: ManagementEvent): Verdict {
  const verdicts = selectors.map((selector) =>
    selector.kind === "basic" ? basicVerdict(selector, event) : advancedVerdict(selector, event),
  );
  if (verdicts.includes("recorded")) return "recorded";
  return verdicts.includes("maybe") ? "maybe" : "missed";
}

function basicVerdict(selector: BasicSelector, { readOnly, source }: ManagementEvent): Verdict {
  const types = readOnly ? ["All", "ReadOnly"] : ["All", "WriteOnly"];
  const recorded =
    selector.includeManagementEvents &&
    types.includes(selector.readWriteType) &&
    !selector.excludeManagementEventSources.includes(source);
  return recorded ? "recorded" : "missed";
}

function advancedVerdict({ fields }: AdvancedSelector, event: ManagementEvent): Verdict {
  const values: { readonly [field: string]: string } = {
    eventCategory: "Management",
    readOnly: String(event.readOnly),
    eventSource: event.source,
  };
  if (!fields.some(({ field }) => field === "eventCategory")) return "missed";
  const decided = fields.filter(({ field }) => Object.hasOwn(values, field));
  if (!decided.every((field) => accepts(field, values[field.field] ?? ""))) return "missed";
  return decided.length === fields.length ? "recorded" : "maybe";
}

/** Positive operators are joined by "or"; any negative one that applies refuses. */
function accepts(selector: FieldSelector, value: string): boolean {
  const { equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = selector;
  const isRefused =
    notEquals.includes(value) ||
    notStartsWith.some((prefix) => value.startsWith(prefix)) ||
    notEndsWith.some((suffix) => value.endsWith(suffix));
  if (isRefused) return false;
  const isUnlimited = equals.length + startsWith.length + endsWith.length === 0;
  return (
    isUnlimited ||
    equals.includes(value) ||
    startsWith.some((prefix) => value.startsWith(prefix)) ||
    endsWith.some((suffix) => value.endsWith(suffix))
  );
}

function namedSources(selector: EventSelector): readonly string[] {
  if (selector.kind === "basic") return selector.excludeManagementEventSources;
  return selector.fields
    .filter(({ field }) => field === "eventSource")
    .flatMap(({ equals, notEquals }) => [...equals, ...notEquals]);
}
