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
export function saysNothing({ output }: CallLine): boolean {
  const values = Object.values(output ?? {});
  return values.length > 0 && values.every(isUndeclared);
}

/**
 * The answer after the change: as lifted, but for what the change does not declare of a thing that was
 * there before. What happened to one that goes on as before still counts.
 */
export function overlaid(
  recorded: CallLine | undefined,
  lifted: CallLine,
  goesOn: boolean,
): CallLine {
  const path = parts[`${lifted.service}:${lifted.operation}`];
  if (path === undefined || recorded?.output === undefined || lifted.output === undefined) {
    return lifted;
  }
  const [member] = path;
  const says = (value: unknown) => !isUndeclared(value) && !(goesOn && isNotDeployed(value));
  if (member === undefined) {
    return { ...lifted, output: joined(recorded.output, lifted.output, says) };
  }
  const [before, after] = [recorded.output[member], lifted.output[member]];
  return isObject(before) && isObject(after)
    ? { ...lifted, output: { ...lifted.output, [member]: joined(before, after, says) } }
    : lifted;
}

const joined = (
  recorded: JsonObject,
  lifted: JsonObject,
  says: (value: unknown) => boolean,
): JsonObject => ({
  ...recorded,
  ...Object.fromEntries(Object.entries(lifted).filter(([, value]) => says(value))),
});

const isNotDeployed = (value: unknown): boolean =>
  value instanceof UnresolvedValue && value.unknown.$unknown === "not-deployed";

const isUndeclared = (value: unknown): boolean =>
  value instanceof UnresolvedValue && value.unknown.$unknown === "undeclared";
