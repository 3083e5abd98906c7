import { argumentOf, blockOf } from "../block.ts";
import { ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { keyArn, pointer } from "../pointers.ts";
import { copied, type Properties, present } from "../properties.ts";
import type { World } from "../world.ts";
import { advancedSelectors } from "./selectors.ts";

export function eventDataStoreProperties(world: World, store: Planned): Properties {
  const block = blockOf(world.plan, store);
  const suspend = argumentOf(block, "suspend");
  return present({
    Name: ownName(store),
    AdvancedEventSelectors: advancedSelectors(block),
    KmsKeyId: pointer(world, block, "kms_key_id", keyArn),
    IngestionEnabled: isFlag(suspend) ? String(suspend) !== "true" : suspend,
    ...copied(block, {
      RetentionPeriod: "retention_period",
      MultiRegionEnabled: "multi_region_enabled",
      OrganizationEnabled: "organization_enabled",
      TerminationProtectionEnabled: "termination_protection_enabled",
      BillingMode: "billing_mode",
    }),
  });
}

/** The provider keeps this one as text. */
const isFlag = (value: unknown): boolean =>
  typeof value === "boolean" || value === "true" || value === "false";
