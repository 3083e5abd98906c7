import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import { exampleAccount } from "../../../src/evaluate/example-account.ts";
import type { Coverage, CoverageGap } from "../../../src/model/coverage.ts";
import type { EventClass } from "../../../src/model/event-class.ts";
import type { Account } from "../../../src/model/facts/account.ts";
import type {
  AdvancedSelector,
  BasicSelector,
  EventSelector,
  FieldSelector,
} from "../../../src/model/facts/event-selector.ts";
import type { Region } from "../../../src/model/facts/region.ts";
import type { Trail } from "../../../src/model/facts/trail.ts";
import { complete } from "../../../src/model/unknown.ts";

type Operators = Partial<Omit<FieldSelector, "field">>;

export const field = (name: string, operators: Operators): FieldSelector => ({
  ...{ field: name, equals: [], startsWith: [], endsWith: [] },
  ...{ notEquals: [], notStartsWith: [], notEndsWith: [] },
  ...operators,
});

/** An advanced selector of one category; conditions by field. */
export const advanced = (
  category: string,
  conditions: { readonly [field: string]: Operators } = {},
  name?: string,
): AdvancedSelector => ({
  kind: "advanced",
  ...(name !== undefined && { name }),
  dataResources: [],
  fields: [
    field("eventCategory", { equals: [category] }),
    ...Object.entries(conditions).map(([one, operators]) => field(one, operators)),
  ],
});

export const objects = (conditions: { readonly [field: string]: Operators } = {}) =>
  advanced("Data", { "resources.type": { equals: ["AWS::S3::Object"] }, ...conditions });

export const basic = (given: Partial<BasicSelector> = {}): BasicSelector => ({
  kind: "basic",
  readWriteType: "All",
  includeManagementEvents: true,
  excludeManagementEventSources: [],
  dataResources: [],
  fields: [],
  ...given,
});

const [example] = exampleAccount.trails.$items as [Trail];

export const regionNamed = (name: string): Region => ({
  ...(exampleAccount.regions.$items[0] as Region),
  name,
});

/** A healthy multi-Region trail, changed. */
export function trail(
  name: string,
  selectors: readonly EventSelector[],
  given: Partial<Trail> = {},
) {
  const homeRegion = given.homeRegion ?? "eu-west-1";
  return {
    ...example,
    arn: `arn:aws:cloudtrail:${homeRegion}:111122223333:trail/${name}`,
    name,
    eventSelectors: selectors,
    ...given,
  } satisfies Trail;
}

/** An account with two Regions, eu-west-1 and us-east-1, unless given others. */
export const accountWith = (trails: readonly Trail[], given: Partial<Account> = {}): Account => ({
  ...exampleAccount,
  trails: complete(trails),
  ...given,
});

export const management: EventClass = { category: "Management" };
export const writes: EventClass = {
  category: "Data",
  resourceTypes: ["AWS::S3::Object"],
  readOnly: false,
};

export const ask = (trails: readonly Trail[], required: EventClass): Coverage =>
  coverageOf(accountWith(trails), required);

/** Everything is recorded by the one trail called main. */
export const covered = {
  outcome: "covered",
  by: ["arn:aws:cloudtrail:eu-west-1:111122223333:trail/main"],
};

export function gapsOf(coverage: Coverage): readonly CoverageGap[] {
  if (coverage.outcome !== "gap") throw new Error(`no gap but ${JSON.stringify(coverage)}`);
  return coverage.gaps;
}

export const firstGap = (coverage: Coverage): CoverageGap => gapsOf(coverage)[0] as CoverageGap;

/** The facts that would decide; the whole answer where it is decided. */
export const missing = (coverage: Coverage) =>
  coverage.outcome === "undetermined" ? coverage.missing.map(({ fact }) => fact) : coverage;
