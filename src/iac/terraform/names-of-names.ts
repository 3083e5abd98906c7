import { blockOf } from "./block.ts";
import { knownName } from "./identities.ts";
import type { Plan, Planned } from "./plan.ts";
import { sourcesOf } from "./sources.ts";
import { ofType, type World } from "./world.ts";

const parts = new WeakMap<Plan, ReadonlySet<Planned>>();

/**
 * `"${aws_s3_bucket.b.id}-logs"` refers to what `aws_s3_bucket.b.id` does. Where another bucket's name is
 * made of this one's, either may be meant.
 */
export function isPartOfName(world: World, target: Planned): boolean {
  const known = parts.get(world.plan);
  const all =
    known ?? new Set(ofType(world, "aws_s3_bucket").flatMap((one) => partsOf(world, one)));
  if (known === undefined) parts.set(world.plan, all);
  return all.has(target);
}

/** The resources whose names a bucket's own name is made of. */
function partsOf({ plan }: World, bucket: Planned): readonly Planned[] {
  if (knownName(bucket) !== undefined) return [];
  const { scope, expressions } = blockOf(plan, bucket);
  return ["bucket", "bucket_prefix"].flatMap((name) => {
    const sources =
      expressions?.[name] === undefined ? [] : sourcesOf(plan, scope, expressions[name]);
    return sources.flatMap((source) => (source === "lost" ? [] : source.resource));
  });
}
