import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Selector, Step } from "./pattern.ts";

/** A value for a place of an event; undefined where the field is to be missing. */
export interface Placement {
  readonly selector: Selector;
  readonly value: Json | undefined;
}

/** Longer arrays are not built. */
const maxIndex = 100;

/** What every record has that a pattern asks nothing else of; see event-schema.ts. */
export const ordinaryRecord = {
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDACKCEVSQ6C2EXAMPLE",
    arn: "arn:aws:iam::111122223333:user/example",
    accountId: "111122223333",
    userName: "example",
  },
  eventTime: "2026-01-01T00:00:00Z",
  eventSource: "ec2.amazonaws.com",
  eventName: "DescribeInstances",
  awsRegion: "us-east-1",
  sourceIPAddress: "192.0.2.10",
  userAgent: "aws-cli/2",
  requestParameters: null,
  responseElements: null,
  requestID: "00000000-0000-4000-8000-000000000001",
  eventID: "00000000-0000-4000-8000-000000000002",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: "111122223333",
  eventCategory: "Management",
};

/**
 * A CloudTrail record with the values in their places; undefined where they get in each other's
 * way. Who needs to be sure has to look at the record again.
 */
export function buildEvent(placements: readonly Placement[]): JsonObject | undefined {
  const event: JsonObject = structuredClone(ordinaryRecord);
  const inOrder = placements.toSorted((a, b) => a.selector.length - b.selector.length);
  const isBuilt = inOrder.every((placement) => put(event, placement));
  return isBuilt ? event : undefined;
}

type Container = JsonObject | readonly Json[];

/** Whether the value got to its place, with what has to be around it. */
function put(event: JsonObject, { selector, value }: Placement): boolean {
  let container: Json = event;
  for (const [index, step] of selector.slice(0, -1).entries()) {
    const inner = enter(container, step, selector[index + 1], value === undefined);
    if (inner === undefined) return value === undefined;
    container = inner;
  }
  const last = selector.at(-1);
  if (last === undefined || !fits(container, last)) return value === undefined;
  return set(container, keyOf(last), structuredClone(value));
}

/** What stands there, or something made for the next step; undefined where there is nothing. */
function enter(
  container: Json,
  step: Step,
  next: Step | undefined,
  isToBeMissing: boolean,
): Json | undefined {
  if (!fits(container, step)) return undefined;
  const inner = get(container, keyOf(step)) ?? null;
  if (inner !== null || isToBeMissing) return inner ?? undefined;
  const made = next?.kind === "member" ? {} : [];
  set(container, keyOf(step), made);
  return made;
}

function fits(container: Json, step: Step): container is Container {
  if (step.kind === "member") return isObject(container);
  if (step.kind === "element" && step.index > maxIndex) return false;
  return step.kind !== "any-member" && Array.isArray(container);
}

const keyOf = (step: Step): string | number => {
  if (step.kind === "member") return step.name;
  return step.kind === "element" ? step.index : 0;
};

function get(container: Container, key: string | number): Json | undefined {
  return Object.hasOwn(container, key) ? (container as JsonObject)[key] : undefined;
}

/** Defined, not assigned: a field may be called `__proto__`. */
function set(container: Container, key: string | number, value: Json | undefined): boolean {
  if (value === undefined) return Reflect.deleteProperty(container, key);
  if (Array.isArray(container) && typeof key === "number") {
    while (container.length < key) container.push(null);
  }
  return Reflect.defineProperty(container, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
