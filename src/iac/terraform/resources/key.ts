import { type Resolved, undeclared, unresolved } from "../../resolved.ts";
import { argumentOf, type Block, blockOf } from "../block.ts";
import { arnOf, knownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { keyArn, pointer } from "../pointers.ts";
import { policyText } from "../policy-text.ts";
import { copied, type Properties, present } from "../properties.ts";
import { settingOf } from "../setting.ts";
import type { World } from "../world.ts";

export function keyProperties(world: World, key: Planned): Properties {
  const block = blockOf(world.plan, key);
  return present({
    KeyPolicy: policyOf(world, key, block),
    ...copied(block, {
      Enabled: key.type === "aws_kms_key" ? "is_enabled" : "enabled",
      KeyUsage: "key_usage",
      MultiRegion: "multi_region",
    }),
    ...ofType[key.type]?.(block),
  });
}

type OfType = (block: Block) => { readonly [name: string]: Resolved | undefined };

const ofType: { readonly [type: string]: OfType } = {
  aws_kms_key: (block) => ({
    ...copied(block, {
      EnableKeyRotation: "enable_key_rotation",
      RotationPeriodInDays: "rotation_period_in_days",
      KeySpec: "customer_master_key_spec",
    }),
    Origin: originOf(block),
  }),
  // What it shares with the key that it is a replica of is not shown.
  aws_kms_replica_key: (block) => ({
    MultiRegion: true,
    EnableKeyRotation: unresolved(`the rotation of the key that ${block.address} replicates`),
    KeySpec: argumentOf(block, "key_spec"),
  }),
  aws_kms_external_key: () => ({ Origin: "EXTERNAL", EnableKeyRotation: false }),
};

function originOf(block: Block): Resolved {
  const store = argumentOf(block, "custom_key_store_id");
  if (store === undefined) return "AWS_KMS";
  const outside = argumentOf(block, "xks_key_id");
  return outside === undefined ? "AWS_CLOUDHSM" : "EXTERNAL_KEY_STORE";
}

function policyOf(world: World, key: Planned, block: Block): Resolved | undefined {
  const own = arnOf(world, key);
  const setting = settingOf(world, key, {
    type: "aws_kms_key_policy",
    argument: "key_id",
    aim: keyArn,
    names: [own, knownName(key)],
  });
  if (setting === undefined) {
    const inline = policyText(world, block, "policy");
    return inline ?? (key.isNew ? undefined : undeclared(`the policy of ${key.address}`));
  }
  return "$unknown" in setting ? setting : policyText(world, setting, "policy");
}

export function aliasProperties(world: World, alias: Planned): Properties {
  const block = blockOf(world.plan, alias);
  return present({
    AliasName: knownName(alias),
    TargetKeyId: pointer(world, block, "target_key_id", keyArn),
  });
}
