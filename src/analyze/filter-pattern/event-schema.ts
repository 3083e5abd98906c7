import type { Selector } from "./pattern.ts";

export type ValueKind = "missing" | "null" | "boolean" | "number" | "string" | "container";

const everyKind: readonly ValueKind[] = [
  ...(["missing", "null", "boolean", "number", "string", "container"] as const),
];

/** In every record; AWS's reference calls them not optional, and they are strings. */
const present = [
  ...["eventVersion", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress"],
  ...["eventID", "eventType"],
];

/** Strings wherever they occur. `userIdentity.type` is missing in some service events. */
const optional = [
  ...["userAgent", "errorCode", "errorMessage", "requestID", "apiVersion", "eventCategory"],
  ...["recipientAccountId", "sharedEventID", "vpcEndpointId", "vpcEndpointAccountId"],
  ...["sessionCredentialFromConsole"],
  ...["type", "principalId", "arn", "accountId", "accessKeyId", "userName", "invokedBy"].map(
    (name) => `userIdentity.${name}`,
  ),
  ...["type", "principalId", "arn", "accountId", "userName"].map(
    (name) => `userIdentity.sessionContext.sessionIssuer.${name}`,
  ),
  ...["creationDate", "mfaAuthenticated"].map(
    (name) => `userIdentity.sessionContext.attributes.${name}`,
  ),
  "userIdentity.sessionContext.sourceIdentity",
  "tlsDetails.tlsVersion",
];

const kinds = new Map<string, readonly ValueKind[]>([
  ...present.map((path): [string, readonly ValueKind[]] => [path, ["string"]]),
  ...optional.map((path): [string, readonly ValueKind[]] => [path, ["missing", "string", "null"]]),
  ["readOnly", ["missing", "boolean", "null"]],
  ["managementEvent", ["missing", "boolean", "null"]],
  ["userIdentity", ["container"]],
]);

/**
 * What may stand at a place of a CloudTrail record; everything, for a place that the reference does
 * not settle. Only the types are used, never the lists of values, which grow.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function kindsAt(selector: Selector): readonly ValueKind[] {
  const names = selector.map((step) => (step.kind === "member" ? step.name : undefined));
  const isBelowText = names.some((_, index) => {
    const above = index === 0 ? undefined : kindsOf(names.slice(0, index));
    return above !== undefined && !above.includes("container");
  });
  return isBelowText ? ["missing"] : (kindsOf(names) ?? everyKind);
}

/** A name with a dot in it, or no name at all, is no name of the reference. */
function kindsOf(names: readonly (string | undefined)[]): readonly ValueKind[] | undefined {
  const isPlain = names.every((name) => name !== undefined && !name.includes("."));
  return isPlain ? kinds.get(names.join(".")) : undefined;
}
