import { ordinaryRecord } from "../analyze/filter-pattern/build-event.ts";
import { isObject, type JsonObject } from "../model/json.ts";

/** Without them one would not know what event it is. */
const always = ["eventSource", "eventName", "awsRegion", "readOnly", "resources"];

/** The members of an example event that tell it apart from any other, those that say what it is first. */
export function tellingMembers(event: JsonObject): JsonObject {
  const { userIdentity, recipientAccountId: _, ...rest } = event;
  const who = isObject(userIdentity) ? tellingIdentity(userIdentity) : {};
  return {
    ...pick(rest, [...always, ...unlike(rest, ordinaryRecord)]),
    ...(Object.keys(who).length > 0 && { userIdentity: who }),
  };
}

const tellingIdentity = (identity: JsonObject): JsonObject =>
  pick(identity, ["type", ...unlike(identity, ordinaryRecord.userIdentity)]);

/** Members that are there, and not as in any other event. */
const unlike = (event: JsonObject, ordinary: JsonObject): string[] =>
  Object.keys(event).filter((name) => {
    const value = event[name] ?? null;
    return value !== null && JSON.stringify(value) !== JSON.stringify(ordinary[name]);
  });

const pick = (event: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.filter((name) => Object.hasOwn(event, name)).map((name) => [name, event[name]]),
  );
