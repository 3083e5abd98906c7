import { argumentOf, blockOf } from "../block.ts";
import { ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { keyArn, logGroupName, pointer } from "../pointers.ts";
import { copied, countOf, listOf, type Properties, pairsOf, present } from "../properties.ts";
import type { World } from "../world.ts";

export function logGroupProperties(world: World, group: Planned): Properties {
  const block = blockOf(world.plan, group);
  return present({
    LogGroupName: ownName(group),
    RetentionInDays: countOf(block, "retention_in_days"),
    KmsKeyId: pointer(world, block, "kms_key_id", keyArn),
    ...copied(block, {
      LogGroupClass: "log_group_class",
      DeletionProtectionEnabled: "deletion_protection_enabled",
    }),
  });
}

export function metricFilterProperties(world: World, filter: Planned): Properties {
  const block = blockOf(world.plan, filter);
  return present({
    FilterName: ownName(filter),
    LogGroupName: pointer(world, block, "log_group_name", logGroupName),
    // An empty pattern is one: it matches every event.
    FilterPattern: filter.after["pattern"] === "" ? "" : argumentOf(block, "pattern"),
    ...copied(block, { ApplyOnTransformedLogs: "apply_on_transformed_logs" }),
    MetricTransformations: listOf(block, "metric_transformation", (one) =>
      present({
        ...copied(one, {
          MetricName: "name",
          MetricNamespace: "namespace",
          MetricValue: "value",
          DefaultValue: "default_value",
          Unit: "unit",
        }),
        Dimensions: pairsOf(one, "dimensions"),
      }),
    ),
  });
}
