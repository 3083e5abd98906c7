import { isUnknown } from "../../../model/unknown.ts";
import type { Resolved } from "../../resolved.ts";
import { argumentOf, type Block } from "../block.ts";
import {
  copied,
  countOf,
  listOf,
  madeOf,
  oneOf,
  type Properties,
  pairsOf,
  present,
} from "../properties.ts";

/** The rules of `aws_s3_bucket_lifecycle_configuration`. */
export const lifecycleRules = (block: Block): Resolved | undefined =>
  listOf(block, "rule", (rule) => {
    const filter = filterOf(rule);
    const prefix = argumentOf(rule, "prefix");
    return present({
      ...copied(rule, { Id: "id", Status: "status" }),
      ...filter,
      Prefix: prefix ?? filter["Prefix"],
      ...expiration(rule),
      NoncurrentVersionExpiration: madeOf(rule, "noncurrent_version_expiration", (one) =>
        present({
          NoncurrentDays: countOf(one, "noncurrent_days"),
          NewerNoncurrentVersions: countOf(one, "newer_noncurrent_versions"),
        }),
      ),
    });
  });

/** The bucket's own rules, from before they were a resource. */
export const legacyRules = (block: Block): Resolved | undefined =>
  listOf(block, "lifecycle_rule", (rule) => {
    const enabled = argumentOf(rule, "enabled");
    const isTold = typeof enabled === "boolean";
    return present({
      ...copied(rule, { Id: "id", Prefix: "prefix" }),
      Status: isTold ? (enabled ? "Enabled" : "Disabled") : enabled,
      TagFilters: some(pairsOf(rule, "tags")),
      ...expiration(rule),
      NoncurrentVersionExpiration: madeOf(rule, "noncurrent_version_expiration", (one) =>
        present({ NoncurrentDays: countOf(one, "days") }),
      ),
    });
  });

const some = (list: Resolved | undefined): Resolved | undefined =>
  Array.isArray(list) && list.length === 0 ? undefined : list;

/** When a rule's objects expire; CloudFormation writes it flat. */
function expiration(rule: Block): { readonly [name: string]: Resolved | undefined } {
  const block = oneOf(rule, "expiration");
  if (isUnknown(block)) return { ExpirationInDays: block, ExpirationDate: block };
  if (block === undefined) return {};
  return {
    ExpirationInDays: countOf(block, "days"),
    ExpirationDate: argumentOf(block, "date"),
    ExpiredObjectDeleteMarker: argumentOf(block, "expired_object_delete_marker") || undefined,
  };
}

/** What a rule is about, whether by one thing or by several together. */
function filterOf(rule: Block): Properties {
  const filter = oneOf(rule, "filter");
  if (isUnknown(filter)) return { Prefix: filter, TagFilters: filter };
  if (filter === undefined) return {};
  const both = oneOf(filter, "and");
  if (isUnknown(both)) return { Prefix: both, TagFilters: both };
  return {
    ...partsOf(filter, some(tagList(filter))),
    ...(both && partsOf(both, some(pairsOf(both, "tags")))),
  };
}

const tagList = (filter: Block): Resolved | undefined =>
  listOf(filter, "tag", (tag) => copied(tag, { Key: "key", Value: "value" }));

const partsOf = (block: Block, TagFilters: Resolved | undefined): Properties =>
  present({
    TagFilters,
    Prefix: argumentOf(block, "prefix"),
    ObjectSizeGreaterThan: countOf(block, "object_size_greater_than"),
    ObjectSizeLessThan: countOf(block, "object_size_less_than"),
  });
