import type { EventRecord } from "../../model/coverage.ts";
import type { EventSelector } from "../../model/facts/event-selector.ts";
import { type Box, boxesOf } from "./box.ts";
import type { Condition, FieldValue } from "./condition.ts";
import { allOf, anyOf, type Truth } from "./truth.ts";

/**
 * Whether a trail with these selectors records the event: selectors are joined by "or", the
 * conditions of one by "and".
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export const records = (selectors: readonly EventSelector[], event: EventRecord): Truth =>
  anyOf(boxesOf(selectors).map((box) => isInside(box, event)));

/** Whether a box holds the event. One of its resources must meet all that is demanded of resources. */
export function isInside({ conditions, doubt }: Box, event: EventRecord): Truth {
  const ofResources = conditions.filter(isOfResource);
  const ofEvent = conditions.filter((condition) => !isOfResource(condition));
  const inside = allOf([
    ...ofEvent.map(({ field, accepts }) => accepts(fieldOf(event, field))),
    ...(ofResources.length > 0
      ? [anyOf(resourcesOf(event).map((resource) => meets(resource, ofResources)))]
      : []),
  ]);
  return inside === true && doubt !== undefined ? "unknown" : inside;
}

type Resource = NonNullable<EventRecord["resources"]>[number];

const isOfResource = ({ field }: Condition): boolean => field.startsWith("resources.");

const resourcesOf = ({ resources = [] }: EventRecord): readonly Resource[] =>
  resources.length > 0 ? resources : [{}];

const meets = ({ type, ARN }: Resource, conditions: readonly Condition[]): Truth =>
  allOf(conditions.map(({ field, accepts }) => accepts(field === "resources.ARN" ? ARN : type)));

/** The value of a field of the event, as selectors name it; the first resource's, where it is one of resources. */
export function fieldOf(event: EventRecord, field: string): FieldValue {
  switch (field) {
    case "readOnly":
      return event.readOnly === undefined ? undefined : String(event.readOnly);
    case "userIdentity.arn":
      return event.userIdentity?.arn;
    case "resources.type":
      return event.resources?.[0]?.type;
    case "resources.ARN":
      return event.resources?.[0]?.ARN;
    case "eventCategory":
    case "eventSource":
    case "eventName":
    case "eventType":
    case "errorCode":
    case "vpcEndpointId":
    case "sessionCredentialFromConsole":
      return event[field];
    default:
      return undefined;
  }
}
