import { isUnknown } from "../../../model/unknown.ts";
import { type Resolved, undeclared } from "../../resolved.ts";
import { argumentOf, type Block, blockOf } from "../block.ts";
import { nameOf, ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { bucketName } from "../pointers.ts";
import { copied, type Properties, present } from "../properties.ts";
import { settingOf } from "../setting.ts";
import type { World } from "../world.ts";
import { type BucketSetting, bucketSettings } from "./bucket-settings.ts";

export function bucketProperties(world: World, bucket: Planned): Properties {
  const block = blockOf(world.plan, bucket);
  return present({
    BucketName: ownName(bucket),
    ...copied(block, { ObjectLockEnabled: "object_lock_enabled" }),
    ...Object.assign({}, ...bucketSettings.map((one) => settled(world, bucket, block, one))),
  });
}

type Some = { readonly [name: string]: Resolved | undefined };

/** What a setting's own resource makes of the bucket, else the bucket's arguments from before there was one. */
function settled(world: World, bucket: Planned, block: Block, setting: BucketSetting): Some {
  const own = bucketSetting(world, bucket, setting.type);
  const all = (value: Resolved): Some =>
    Object.fromEntries(setting.properties.map((property) => [property, value]));
  if (isUnknown(own)) return all(own);
  if (own !== undefined) return setting.make(world, own);
  const name = setting.legacy;
  const legacy = name === undefined ? undefined : argumentOf(block, name);
  if (isUnknown(legacy)) return all(legacy);
  const isInline = Array.isArray(legacy) ? legacy.length > 0 : legacy !== undefined;
  if (isInline && setting.makeLegacy) return setting.makeLegacy(world, block);
  // AWS's default holds for a new one; of an old one, the setting may be made elsewhere.
  if (bucket.isNew) return {};
  const what = name ?? setting.type.replace("aws_s3_bucket_", "");
  return all(undeclared(`${what} of ${bucket.address}`));
}

/** The resource of one type that is about the bucket. */
export const bucketSetting = (world: World, bucket: Planned, type: string) =>
  settingOf(world, bucket, {
    ...{ type, argument: "bucket", aim: bucketName },
    names: [nameOf(bucket)],
  });
