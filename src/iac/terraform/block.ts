import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { isUnknown, type Unknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { configurationOf, type Scope, scopeOf } from "./configuration.ts";
import { instancesOf } from "./instances.ts";
import { holdsTrue } from "./not-known.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";
import { sourcesOf } from "./sources.ts";

/** The arguments of a resource, or of a block in it: what holds once the plan is applied. */
export interface Block {
  readonly plan: Plan;
  /** `aws_s3_bucket_logging.logs`, `aws_cloudtrail.main.event_selector[0]` */
  readonly address: string;
  readonly after: JsonObject;
  readonly unknown: Json;
  readonly sensitive: Json;
  /** What the arguments are made of; undefined where the configuration does not show the block. */
  readonly expressions: JsonObject | undefined;
  readonly scope: Scope;
  readonly isNew: boolean;
}

export function blockOf(plan: Plan, resource: Planned): Block {
  const configuration = configurationOf(plan, resource);
  const instances = instancesOf(plan.resources, resource.module, resource).length;
  return {
    ...{ plan, address: resource.address },
    after: resource.after,
    unknown: resource.afterUnknown,
    sensitive: resource.afterSensitive,
    expressions: configuration && objectIn(configuration, "expressions"),
    scope: scopeOf(resource, configuration, instances),
    isNew: resource.isNew,
  };
}

/**
 * One argument; undefined where it is not set. What the provider works out for a new resource without being
 * told is not set either: AWS's default is what it will be.
 */
export function argumentOf(block: Block, name: string): Resolved | undefined {
  const mark = member(block.unknown, name);
  const at = `${block.address}.${name}`;
  if (mark === true && isLeftOut(block, name)) return undefined;
  const value = merge(block.after[name], { mark, sensitive: member(block.sensitive, name), at });
  return value === null || value === "" ? undefined : value;
}

/**
 * Unlike one that is set to what only the apply will tell. A value that nothing unknown goes into is known:
 * if the provider, which works it out where it is null, plans it as unknown, then it is null.
 */
function isLeftOut({ plan, scope, isNew, expressions }: Block, name: string): boolean {
  if (!isNew || expressions === undefined || !workedOut.has(name)) return false;
  const expression = expressions[name];
  return expression === undefined || sourcesOf(plan, scope, expression).length === 0;
}

/** Arguments that the provider works out where they are null. */
const workedOut = new Set([
  ...["acl", "lifecycle_rule", "logging", "object_lock_configuration", "policy"],
  ...["replication_configuration", "server_side_encryption_configuration", "versioning"],
  ...["inline_policy", "managed_policy_arns", "tags_all", "state", "is_enabled"],
  ...["log_group_class", "multi_region", "rotation_period_in_days", "mfa_delete"],
  // In rules of a lifecycle.
  ...["days", "noncurrent_days", "expired_object_delete_marker", "prefix"],
  ...["object_size_greater_than", "object_size_less_than"],
]);

interface Marks {
  readonly mark: Json;
  readonly sensitive: Json;
  readonly at: string;
}

/** The value with what is not known, or must not be shown, taken out of it. */
function merge(value: Json | undefined, { mark, sensitive, at }: Marks): Resolved {
  if (mark === true) return unresolved(at);
  if (sensitive === true) return unresolved(`${at} is sensitive`);
  const inner = (key: string | number, path: string): Resolved =>
    merge(member(value, key), {
      mark: member(mark, key),
      sensitive: member(sensitive, key),
      at: path,
    });
  if (Array.isArray(value)) {
    const length = Math.max(value.length, Array.isArray(mark) ? mark.length : 0);
    return Array.from({ length }, (_, index) => inner(index, `${at}[${index}]`));
  }
  if (!isObject(value)) return value === undefined ? bare(mark, at) : (value as Resolved);
  const names = [...new Set([...Object.keys(value), ...unknownNames(mark)])];
  return Object.fromEntries(names.map((name) => [name, inner(name, `${at}.${name}`)]));
}

/** A value of which nothing is known but that a part of it is not. */
const bare = (mark: Json, at: string): Resolved => (holdsTrue(mark) ? unresolved(at) : null);

const unknownNames = (mark: Json): readonly string[] =>
  isObject(mark) ? Object.keys(mark).filter((name) => mark[name] === true) : [];

/** The member of an object or a list; false, as of marks, where there is none. */
function member(of: Json | undefined, name: string | number): Json {
  if (of === true) return true;
  if (Array.isArray(of)) return (of as readonly Json[])[Number(name)] ?? null;
  return isObject(of) && Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}

/** The blocks of one name, of which there may be none; unknown where their number is. */
export function blocksOf(block: Block, name: string): readonly Block[] | Unknown {
  const value = argumentOf(block, name);
  if (isUnknown(value)) return value;
  const after = block.after[name];
  const all: readonly Json[] = Array.isArray(after) ? after : [];
  const expressions = expressionsOf(block, name, all.length);
  return all.flatMap((one, index) =>
    isObject(one)
      ? {
          ...{ address: `${block.address}.${name}[${index}]`, after: one },
          unknown: member(member(block.unknown, name), index),
          sensitive: member(member(block.sensitive, name), index),
          expressions: expressions?.[index],
          ...{ plan: block.plan, scope: block.scope, isNew: block.isNew },
        }
      : [],
  );
}

/** A plan does not show `dynamic` blocks: if there are any, which block is which is not told. */
function expressionsOf(
  block: Block,
  name: string,
  length: number,
): readonly JsonObject[] | undefined {
  const given = block.expressions?.[name];
  const all = (Array.isArray(given) ? (given as readonly Json[]) : [given]).filter(isObject);
  return all.length === length ? all : undefined;
}
