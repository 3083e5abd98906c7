import { isUnknown } from "../../../model/unknown.ts";
import { type Resolved, undeclared } from "../../resolved.ts";
import { argumentOf, type Block, blockOf } from "../block.ts";
import { ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { bucketName, keyArn, logGroupArn, pointer, roleArn, topicArn } from "../pointers.ts";
import { copied, listOf, type Properties, pairsOf, present } from "../properties.ts";
import type { World } from "../world.ts";
import { advancedSelectors, eventSelector } from "./selectors.ts";

export function trailProperties(world: World, trail: Planned): Properties {
  const block = blockOf(world.plan, trail);
  return present({
    TrailName: ownName(trail),
    S3BucketName: pointer(world, block, "s3_bucket_name", bucketName),
    SnsTopicName: pointer(world, block, "sns_topic_name", topicArn),
    CloudWatchLogsLogGroupArn: logGroup(world, block),
    CloudWatchLogsRoleArn: pointer(world, block, "cloud_watch_logs_role_arn", roleArn),
    KMSKeyId: pointer(world, block, "kms_key_id", keyArn),
    Tags: tagsOf(block),
    ...copied(block, {
      S3KeyPrefix: "s3_key_prefix",
      IncludeGlobalServiceEvents: "include_global_service_events",
      IsMultiRegionTrail: "is_multi_region_trail",
      IsOrganizationTrail: "is_organization_trail",
      EnableLogFileValidation: "enable_log_file_validation",
      IsLogging: "enable_logging",
    }),
    ...selectors(block),
  });
}

function logGroup(world: World, block: Block): Resolved | undefined {
  const arn = pointer(world, block, "cloud_watch_logs_group_arn", logGroupArn);
  return typeof arn === "string" ? `${arn.replace(/:\*$/, "")}:*` : arn;
}

/** A new trail without selectors records management events; of an old one, the plan does not tell. */
function selectors(block: Block): { readonly [name: string]: Resolved | undefined } {
  const EventSelectors = listOf(block, "event_selector", eventSelector);
  const AdvancedEventSelectors = advancedSelectors(block);
  const isTold =
    block.isNew || EventSelectors !== undefined || AdvancedEventSelectors !== undefined;
  const insights = listOf(block, "insight_selector", (one) =>
    copied(one, { InsightType: "insight_type" }),
  );
  const open = (name: string) => undeclared(`${name} of ${block.address}`);
  return {
    AdvancedEventSelectors,
    EventSelectors: isTold ? EventSelectors : open("event_selector"),
    InsightSelectors: insights ?? (block.isNew ? undefined : open("insight_selector")),
  };
}

/** With the provider's default tags, where it has planned them. */
function tagsOf(block: Block): Resolved | undefined {
  const isPlanned = argumentOf(block, "tags_all") !== undefined;
  const tags = pairsOf(block, isPlanned ? "tags_all" : "tags");
  return Array.isArray(tags) && tags.length === 0 && !isUnknown(tags) ? undefined : tags;
}
