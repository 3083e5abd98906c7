import type { Change, Declaration } from "../declaration.ts";
import { arnOf } from "./identities.ts";
import type { Elsewhere, Plan, Planned } from "./plan.ts";
import type { Properties } from "./properties.ts";
import { removedOf } from "./removed.ts";
import { alarmProperties, compositeAlarmProperties } from "./resources/alarm.ts";
import { bucketProperties } from "./resources/bucket.ts";
import { policyOfBucket, policyOfOtherBucket } from "./resources/bucket-policy.ts";
import { eventDataStoreProperties } from "./resources/event-data-store.ts";
import { aliasProperties, keyProperties } from "./resources/key.ts";
import { logGroupProperties, metricFilterProperties } from "./resources/logs.ts";
import { managedPolicyProperties, roleProperties } from "./resources/role.ts";
import { ruleProperties } from "./resources/rule.ts";
import { subscriptionProperties, topicProperties } from "./resources/topic.ts";
import { policyOfOtherTopic, policyOfTopic } from "./resources/topic-policy.ts";
import { trailProperties } from "./resources/trail.ts";
import { declare, type Translated } from "./translated.ts";
import { type World, worldOf } from "./world.ts";

/** What a plan changes, in CloudFormation's words. Pure: the same plan gives the same change. */
export function changeOfPlan(made: Plan, file: string, elsewhere: Elsewhere = {}): Change {
  const plan = { ...made, elsewhere };
  const world = worldOf(plan);
  const { main } = world.accounts;
  return {
    declarations: plan.resources.flatMap((resource) => declarationsOf(world, file, resource)),
    removed: plan.deleted.flatMap((resource) => removedOf(plan, resource)),
    ...(main !== undefined && { account: main }),
    partition: world.partition,
  };
}

type ToProperties = (world: World, resource: Planned) => Properties;

const properties: { readonly [type: string]: readonly [type: string, ToProperties] } = {
  aws_cloudtrail: ["AWS::CloudTrail::Trail", trailProperties],
  aws_cloudtrail_event_data_store: ["AWS::CloudTrail::EventDataStore", eventDataStoreProperties],
  aws_s3_bucket: ["AWS::S3::Bucket", bucketProperties],
  aws_kms_key: ["AWS::KMS::Key", keyProperties],
  aws_kms_replica_key: ["AWS::KMS::Key", keyProperties],
  aws_kms_external_key: ["AWS::KMS::Key", keyProperties],
  aws_kms_alias: ["AWS::KMS::Alias", aliasProperties],
  aws_cloudwatch_log_group: ["AWS::Logs::LogGroup", logGroupProperties],
  aws_cloudwatch_log_metric_filter: ["AWS::Logs::MetricFilter", metricFilterProperties],
  aws_cloudwatch_metric_alarm: ["AWS::CloudWatch::Alarm", alarmProperties],
  aws_cloudwatch_composite_alarm: ["AWS::CloudWatch::CompositeAlarm", compositeAlarmProperties],
  aws_sns_topic: ["AWS::SNS::Topic", topicProperties],
  aws_sns_topic_subscription: ["AWS::SNS::Subscription", subscriptionProperties],
  aws_cloudwatch_event_rule: ["AWS::Events::Rule", ruleProperties],
  aws_iam_role: ["AWS::IAM::Role", roleProperties],
  aws_iam_policy: ["AWS::IAM::ManagedPolicy", managedPolicyProperties],
};

type Translate = (world: World, resource: Planned) => Translated | undefined;

/** Policies that are resources of their own in CloudFormation. */
const policies: { readonly [type: string]: Translate } = {
  aws_s3_bucket: policyOfBucket,
  aws_s3_bucket_policy: policyOfOtherBucket,
  aws_sns_topic: policyOfTopic,
  aws_sns_topic_policy: policyOfOtherTopic,
};

function declarationsOf(world: World, file: string, resource: Planned): readonly Declaration[] {
  const translated = [
    translate(world, resource),
    Object.hasOwn(policies, resource.type) ? policies[resource.type]?.(world, resource) : undefined,
  ];
  return translated.flatMap((one) => (one ? declare(world, file, resource, one) : []));
}

function translate(world: World, resource: Planned): Translated | undefined {
  const known = Object.hasOwn(properties, resource.type) ? properties[resource.type] : undefined;
  if (known === undefined) return undefined;
  const [type, toProperties] = known;
  return {
    ...{ type, properties: toProperties(world, resource) },
    ...(resource.type === "aws_iam_policy" && { arn: arnOf(world, resource) }),
  };
}
