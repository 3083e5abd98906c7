import { ordinaryRecord } from "../analyze/filter-pattern/build-event.ts";
import { isObject, type JsonObject } from "../model/json.ts";

/** Without them one would not know what event it is. */
const always = ["eventSource", "eventName", "awsRegion", "readOnly", "resources"];

/** The members of an example event that tell it apart from any other, those that say what it is first. */
export function tellingMembers(event: JsonObject): JsonObject {
  const { userIdentity, recipientAccountId: _, ...rest } = event;
  const first = always.filter((name) => Object.hasOwn(rest, name));
  const others = unlike(rest, ordinaryRecord).filter((name) => !always.includes(name));
  return {
    ...pick(rest, [...first, ...others]),
    ...(isObject(userIdentity) && {
      userIdentity: pick(userIdentity, [
        ...["type", "arn"].filter((name) => Object.hasOwn(userIdentity, name)),
        ...unlike(userIdentity, ordinaryRecord.userIdentity),
      ]),
    }),
  };
}

/** Members that are there, and not as in any other event. */
const unlike = (event: JsonObject, ordinary: JsonObject): string[] =>
  Object.keys(event).filter((name) => {
    const value = event[name] ?? null;
    return value !== null && JSON.stringify(value) !== JSON.stringify(ordinary[name]);
  });

const pick = (event: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, event[name]]));
