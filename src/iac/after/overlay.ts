import { isObject, type JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";
import { UnresolvedValue } from "../../model/unknown.ts";

/** Calls of which a change tells a part: what it says nothing of stays as it was recorded. */
const parts: { readonly [call: string]: readonly string[] } = {
  "cloudtrail:GetTrailStatus": [],
  "kms:DescribeKey": ["KeyMetadata"],
  "kms:GetKeyRotationStatus": [],
  "sns:GetTopicAttributes": ["Attributes"],
};

/** The change says nothing of all that it is an answer to. */
export const saysNothing = ({ output }: CallLine): boolean =>
  output !== undefined && Object.values(output).every(isUndeclared);

/**
 * The answer after the change: as lifted, but for what the change does not declare of a thing that was
 * there before.
 */
export function overlaid(recorded: CallLine | undefined, lifted: CallLine): CallLine {
  const path = parts[`${lifted.service}:${lifted.operation}`];
  if (path === undefined || recorded?.output === undefined || lifted.output === undefined) {
    return lifted;
  }
  const [member] = path;
  if (member === undefined) {
    return { ...lifted, output: joined(recorded.output, lifted.output) };
  }
  const [before, after] = [recorded.output[member], lifted.output[member]];
  return isObject(before) && isObject(after)
    ? { ...lifted, output: { ...lifted.output, [member]: joined(before, after) } }
    : lifted;
}

const joined = (recorded: JsonObject, lifted: JsonObject): JsonObject => ({
  ...recorded,
  ...Object.fromEntries(Object.entries(lifted).filter(([, value]) => !isUndeclared(value))),
});

const isUndeclared = (value: unknown): boolean =>
  value instanceof UnresolvedValue && value.unknown.$unknown === "undeclared";
