import type { CallLine } from "../../model/recording.ts";
import { answer } from "../answer.ts";
import { UnresolvedError } from "../attribute.ts";
import { flagOf, regionOf, stringOf } from "./declared.ts";
import { arnOf, type Place } from "./identity.ts";
import type { Plan, Planned } from "./plan.ts";

/** What KMS answers about a key of the plan; throws where its Region is not known. */
export function callsOfKey(plan: Plan, place: Place, key: Planned): CallLine[] {
  const arn = arnOf(plan, place, key);
  const region = regionOf(plan, key);
  const { address } = key;
  const asked = { account: place.account, region, address, service: "kms", input: { KeyId: arn } };
  return [
    answer(asked, "DescribeKey", () => ({
      KeyMetadata: {
        Arn: arn,
        KeyState: flagOf(key, "is_enabled") ? "Enabled" : "Disabled",
        KeyManager: "CUSTOMER",
        KeySpec: stringOf(key, "customer_master_key_spec"),
        // A key in a store of the user's own comes from there.
        Origin: stringOf(key, "custom_key_store_id") === undefined ? "AWS_KMS" : undefined,
        MultiRegion: flagOf(key, "multi_region"),
      },
    })),
    answer(asked, "GetKeyRotationStatus", () => ({
      KeyRotationEnabled: flagOf(key, "enable_key_rotation"),
      RotationPeriodInDays: rotationPeriod(key),
    })),
  ];
}

function rotationPeriod(key: Planned): number | undefined {
  const given = key.after["rotation_period_in_days"];
  if (typeof given === "number") return given;
  if (!flagOf(key, "enable_key_rotation")) return undefined;
  throw new UnresolvedError(`${key.address}.rotation_period_in_days`);
}
