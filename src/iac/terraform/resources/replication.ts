import { isUnknown } from "../../../model/unknown.ts";
import type { Resolved } from "../../resolved.ts";
import type { Block } from "../block.ts";
import { bucketArn, pointer, roleArn } from "../pointers.ts";
import { copied, listOf, madeOf, pairsOf, present } from "../properties.ts";
import type { World } from "../world.ts";

/** What `aws_s3_bucket_replication_configuration` sets. */
export const replication = (world: World, block: Block): Resolved => made(world, block, "rule");

/** The bucket's own argument for the same. */
export const legacyReplication = (world: World, block: Block): Resolved | undefined =>
  madeOf(block, "replication_configuration", (one) => made(world, one, "rules"));

const made = (world: World, block: Block, rules: string): Resolved =>
  present({
    Role: pointer(world, block, "role", roleArn),
    Rules: listOf(block, rules, (rule) =>
      present({
        ...copied(rule, { Id: "id", Status: "status", Prefix: "prefix" }),
        Filter: madeOf(rule, "filter", filterOf),
        Destination: madeOf(rule, "destination", (one) =>
          present({ Bucket: pointer(world, one, "bucket", bucketArn) }),
        ),
      }),
    ),
  });

/** The resource has blocks `tag` and `and`; the bucket's argument has tags beside the prefix. */
const filterOf = (filter: Block): Resolved =>
  present({
    ...copied(filter, { Prefix: "prefix" }),
    TagFilter: madeOf(filter, "tag", (tag) => copied(tag, { Key: "key", Value: "value" })),
    And: madeOf(filter, "and", together) ?? tagged(filter),
  });

const together = (block: Block): Resolved =>
  present({ ...copied(block, { Prefix: "prefix" }), TagFilters: pairsOf(block, "tags") });

function tagged(filter: Block): Resolved | undefined {
  const tags = pairsOf(filter, "tags");
  const isSome = isUnknown(tags) || (Array.isArray(tags) && tags.length > 0);
  return isSome ? together(filter) : undefined;
}
