import type { EventRecord, MissingFact } from "../../model/coverage.ts";
import type { Box } from "./box.ts";
import type { Budget } from "./budget.ts";
import type { Domain } from "./candidates.ts";
import type { FieldValue } from "./condition.ts";
import type { Place } from "./resource-arns.ts";
import type { Scenario } from "./scenarios.ts";
import { type Assignment, type Dimension, dimensionOf } from "./search.ts";
import type { Standing } from "./standing.ts";

/** A box of a trail, and what leaves it open whether the trail records it. */
export interface Entry {
  readonly standing: Standing;
  readonly box: Box;
  readonly missing: readonly MissingFact[];
}

export const entriesOf = (standings: readonly Standing[]): readonly Entry[] =>
  standings.flatMap((standing) =>
    standing.boxes.map((box) => ({ standing, box, missing: standing.missing })),
  );

/** Whether what meets the conditions is surely recorded. */
export const isSure = ({ box, missing }: Entry): boolean =>
  missing.length === 0 && box.doubt === undefined;

/** What trails may record of the events of one resource type; each field is looked at once. */
export interface Outlook {
  readonly entries: readonly Entry[];
  /** ARNs of the trails that surely record all of them. */
  readonly whole: readonly string[];
  readonly dimensionOf: (field: string, domain: Domain, budget: Budget) => Dimension;
}

/** The boxes that may hold events of a scenario's category and resource type. */
export function outlookOn(standings: readonly Standing[], scenario: Scenario): Outlook {
  const entries = entriesOf(standings).filter(({ box }) =>
    settledFields.every((field) => isPossible(box, scenario, field)),
  );
  const whole = entries.filter((entry) => isSure(entry) && isWhole(entry.box, scenario));
  const boxes = entries.map(({ box }) => box);
  const known = new Map<string, Map<Domain, Dimension>>();
  return {
    entries,
    whole: [...new Set(whole.flatMap(({ standing }) => standing.trail?.arn ?? []))],
    dimensionOf: (field, domain, budget) => {
      const ofField = known.get(field) ?? new Map<Domain, Dimension>();
      const dimension = ofField.get(domain) ?? dimensionOf(field, domain, boxes, budget);
      known.set(field, ofField.set(domain, dimension));
      return dimension;
    },
  };
}

/** ARNs of the trails that surely record every event of a category and, of data events, of a type. */
export function wholeAmong(
  standings: readonly Standing[],
  category: string,
  type: string | undefined,
): readonly string[] {
  const values: { readonly [field: string]: FieldValue } = {
    eventCategory: category,
    ...(type !== undefined && { "resources.type": type }),
  };
  const whole = entriesOf(standings).filter(
    (entry) =>
      isSure(entry) &&
      entry.box.conditions.every(
        ({ field, accepts }) => Object.hasOwn(values, field) && accepts(values[field]) === true,
      ),
  );
  return [...new Set(whole.flatMap(({ standing }) => standing.trail?.arn ?? []))];
}

/** Fields with one value in all scenarios of a type. */
const settledFields = ["eventCategory", "resources.type"];

/** Whether the box holds every event of the category and type. */
const isWhole = ({ conditions }: Box, { domains }: Scenario): boolean =>
  conditions.every(({ field, accepts }) => {
    const domain = domains.get(field) ?? nowhere;
    return settledFields.includes(field) && isConstant(domain) && accepts(domain.known[0]) === true;
  });

function isPossible({ conditions }: Box, { domains }: Scenario, field: string): boolean {
  const domain = domains.get(field) ?? nowhere;
  if (!isConstant(domain)) return true;
  return conditions.every((one) => one.field !== field || one.accepts(domain.known[0]) !== false);
}

const isConstant = ({ known, possible = [], shapes = [] }: Domain): boolean =>
  known.length === 1 && possible.length + shapes.length === 0;

/** The domain of a field that no event of the scenario has. */
const nowhere: Domain = { known: [undefined] };

/** How the boxes see each field of a scenario. */
export function dimensionsOf(
  { domains }: Scenario,
  { entries, dimensionOf }: Outlook,
  budget: Budget,
): readonly Dimension[] {
  const strange = entries.flatMap(({ box }) =>
    box.conditions.map(({ field }) => field).filter((field) => !domains.has(field)),
  );
  return [
    ...[...domains].map(([field, domain]) => dimensionOf(field, domain, budget)),
    ...[...new Set(strange)].map((field) => dimensionOf(field, nowhere, budget)),
  ];
}

/** The record of an event with these values; fields without one are left out. */
export function recordOf(
  assignment: Assignment,
  { region, account }: Place,
  isDelivery = false,
): EventRecord {
  const value = (field: string): FieldValue => assignment.get(field)?.value;
  const readOnly = value("readOnly");
  const arn = value("userIdentity.arn");
  const [type, resource] = [value("resources.type"), value("resources.ARN")];
  const texts = [
    ...["eventSource", "eventName", "eventType", "errorCode", "vpcEndpointId"],
    "sessionCredentialFromConsole",
  ].flatMap((field) => {
    const text = value(field);
    return text === undefined ? [] : [[field, text] as const];
  });
  return {
    eventCategory: value("eventCategory") ?? "",
    awsRegion: region,
    recipientAccountId: account,
    ...Object.fromEntries(texts),
    ...(readOnly !== undefined && { readOnly: readOnly === "true" }),
    ...(arn !== undefined && { userIdentity: { arn } }),
    ...(isDelivery && { userIdentity: { invokedBy: "cloudtrail.amazonaws.com" } }),
    ...((type !== undefined || resource !== undefined) && {
      resources: [{ ...(type && { type }), ...(resource && { ARN: resource }) }],
    }),
  };
}
