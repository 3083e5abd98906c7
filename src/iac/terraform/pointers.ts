import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { argumentOf, type Block, blockOf } from "./block.ts";
import { arnOf, nameOf } from "./identities.ts";
import { isPartOfName } from "./names-of-names.ts";
import type { Planned } from "./plan.ts";
import { type Source, sourcesOf } from "./sources.ts";
import type { World } from "./world.ts";

/** What an argument points to, and how what it points to is written. */
export interface Aim {
  /** By the type of the resource that the value is taken from, the attributes that fit. */
  readonly attributes: { readonly [type: string]: readonly string[] };
  readonly write: (world: World, source: Planned, attribute: string | undefined) => Resolved;
}

/**
 * What an argument points to; undefined where it is not set. What is not known yet is followed to the
 * resource that it is taken from, if that is one thing only and fits.
 */
export function pointer(world: World, block: Block, name: string, aim: Aim): Resolved | undefined {
  const value = argumentOf(block, name);
  return isHidden(block, name, value) ? value : follow(world, block, name, aim);
}

/** As `pointer`, of an argument that is a list. One unknown element makes the whole of a set unknown. */
export function pointers(world: World, block: Block, name: string, aim: Aim): Resolved | undefined {
  const value = argumentOf(block, name);
  if (Array.isArray(value) && value.some(isUnknown)) {
    const followed = follow(world, block, name, aim);
    return value.map((one) =>
      isUnknown(one) && value.filter(isUnknown).length === 1 ? followed : one,
    );
  }
  if (isHidden(block, name, value)) return value;
  const followed = follow(world, block, name, aim);
  return isUnknown(followed) ? followed : [followed];
}

/** Whether there is nothing to follow: it is known, not set, or not to be shown. */
const isHidden = ({ address }: Block, name: string, value: Resolved | undefined): boolean =>
  !isUnknown(value) || value.detail !== `${address}.${name}`;

function follow(world: World, block: Block, name: string, aim: Aim): Resolved {
  const at = `${block.address}.${name}`;
  const lost = unresolved(at);
  if (world.pending.has(at)) return lost;
  const sources = sourcesOf(world.plan, block.scope, block.expressions?.[name]);
  const [only] = sources;
  if (only === undefined || only === "lost" || sources.length > 1) return lost;
  if (!fits(only, aim) || isPartOfName(world, only.resource)) return lost;
  world.pending.add(at);
  const written = aim.write(world, only.resource, only.attribute);
  world.pending.delete(at);
  return written;
}

function fits({ resource, attribute }: Exclude<Source, "lost">, { attributes }: Aim): boolean {
  const fitting = Object.hasOwn(attributes, resource.type) ? attributes[resource.type] : undefined;
  return fitting !== undefined && (attribute === undefined || fitting.includes(attribute));
}

const settings = [
  ...["acl", "lifecycle_configuration", "logging", "object_lock_configuration"],
  ...["ownership_controls", "policy", "public_access_block", "replication_configuration"],
  ...["server_side_encryption_configuration", "versioning"],
].map((name) => `aws_s3_bucket_${name}`);

/** A bucket by its name. The resources of its settings give the name that they are given. */
export const bucketName: Aim = {
  attributes: {
    aws_s3_bucket: ["id", "bucket"],
    ...Object.fromEntries(settings.map((type) => [type, ["id", "bucket"]])),
  },
  write: (world, source) =>
    source.type === "aws_s3_bucket"
      ? nameOf(source)
      : (pointer(world, blockOf(world.plan, source), "bucket", bucketName) ??
        unresolved(`${source.address}.bucket`)),
};

export const bucketArn: Aim = { attributes: { aws_s3_bucket: ["arn"] }, write: arnOf };

/** A key by its ARN; an alias by its own, unless it is asked for its key's. */
export const keyArn: Aim = {
  attributes: {
    aws_kms_key: ["arn", "key_id", "id"],
    aws_kms_replica_key: ["arn", "key_id", "id"],
    aws_kms_external_key: ["arn", "key_id", "id"],
    aws_kms_alias: ["arn", "name", "id", "target_key_arn", "target_key_id"],
  },
  write: (world, source, attribute) => {
    if (source.type !== "aws_kms_alias") return arnOf(world, source);
    if (attribute === undefined) return unresolved(`which attribute of ${source.address} is meant`);
    if (!attribute.startsWith("target_key")) return arnOf(world, source);
    const target = pointer(world, blockOf(world.plan, source), "target_key_id", keyArn);
    return target ?? unresolved(`${source.address}.${attribute}`);
  },
};

export const logGroupArn: Aim = {
  attributes: { aws_cloudwatch_log_group: ["arn", "name", "id"] },
  write: arnOf,
};

export const logGroupName: Aim = {
  attributes: { aws_cloudwatch_log_group: ["arn", "name", "id"] },
  write: (_, source) => nameOf(source),
};

export const roleArn: Aim = {
  attributes: { aws_iam_role: ["arn", "name", "id"] },
  write: arnOf,
};

export const roleName: Aim = {
  attributes: { aws_iam_role: ["name", "id"] },
  write: (_, source) => nameOf(source),
};

export const topicArn: Aim = {
  attributes: { aws_sns_topic: ["arn", "id", "name"], aws_sns_topic_policy: ["arn"] },
  write: (world, source) =>
    source.type === "aws_sns_topic"
      ? arnOf(world, source)
      : (pointer(world, blockOf(world.plan, source), "arn", topicArn) ??
        unresolved(`${source.address}.arn`)),
};

export const policyArn: Aim = { attributes: { aws_iam_policy: ["arn", "id"] }, write: arnOf };

export const ruleName: Aim = {
  attributes: { aws_cloudwatch_event_rule: ["name", "id"] },
  write: (_, source) => nameOf(source),
};

/** What an event rule sends to. */
export const targetArn: Aim = {
  attributes: { ...topicArn.attributes, ...logGroupArn.attributes },
  write: (world, source, attribute) =>
    source.type === "aws_cloudwatch_log_group"
      ? arnOf(world, source)
      : topicArn.write(world, source, attribute),
};

/** A filter's id is its name, which often is the metric's too. */
export const filterName: Aim = {
  attributes: { aws_cloudwatch_log_metric_filter: ["name", "id"] },
  write: (_, source) => nameOf(source),
};
