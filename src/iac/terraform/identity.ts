import { UnresolvedError } from "../attribute.ts";
import { attributeOf, referred, regionOf, stringOf } from "./declared.ts";
import type { Plan, Planned } from "./plan.ts";

/** Where the change is applied. */
export interface Place {
  readonly account: string;
  readonly partition: string;
  /** The plan names the account; otherwise a placeholder stands for it. */
  readonly isAccountKnown: boolean;
}

/** A bucket's name; its address stands for one that only AWS will give. */
export const bucketName = (bucket: Planned): string => settled(bucket, "bucket") ?? bucket.address;

/** Whether the bucket's real name is known. */
export const isBucketNamed = (bucket: Planned): boolean => settled(bucket, "bucket") !== undefined;

/** The name of the bucket that an argument means, whether it is known or taken from a resource. */
export const bucketIn = (plan: Plan, resource: Planned, argument: string): string | undefined =>
  "value" in attributeOf(resource, argument)
    ? stringOf(resource, argument)
    : bucketName(
        referred(plan, resource, argument, {
          type: "aws_s3_bucket",
          attributes: ["id", "bucket"],
        }),
      );

const services = {
  aws_kms_key: { service: "kms", resource: ({ address }: Planned) => `key/${address}` },
  aws_sns_topic: { service: "sns", resource: (topic: Planned) => stringOf(topic, "name") },
  aws_cloudwatch_log_group: {
    service: "logs",
    resource: (group: Planned) => prefixed("log-group:", stringOf(group, "name")),
  },
};

const prefixed = (prefix: string, name: string | undefined) => name && `${prefix}${name}`;

/** The ARN of a resource: its own, or what AWS will make of its name, or an address in its place. */
export function arnOf(plan: Plan, place: Place, resource: Planned): string {
  const known = settled(resource, "arn");
  if (known !== undefined) return known;
  if (resource.type === "aws_iam_role") {
    return `arn:${place.partition}:iam::${place.account}:role/${resource.address}`;
  }
  const kind = services[resource.type as keyof typeof services];
  const name = kind?.resource(resource);
  if (name === undefined) throw new UnresolvedError(`${resource.address}.arn`);
  return `arn:${place.partition}:${kind.service}:${regionOf(plan, resource)}:${place.account}:${name}`;
}

/** The ARN that an argument gives, known or taken from a resource of `type`. */
export const arnIn = (
  { plan, place }: { readonly plan: Plan; readonly place: Place },
  resource: Planned,
  argument: string,
  type: string,
): string | undefined =>
  "value" in attributeOf(resource, argument)
    ? stringOf(resource, argument)
    : arnOf(plan, place, referred(plan, resource, argument, { type, attributes: ["arn"] }));

function settled(resource: Planned, name: string): string | undefined {
  const value = resource.after[name];
  return "value" in attributeOf(resource, name) && typeof value === "string" && value !== ""
    ? value
    : undefined;
}
