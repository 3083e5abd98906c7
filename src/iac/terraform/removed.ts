import type { Removed } from "../declaration.ts";
import { blockOf } from "./block.ts";
import { knownArn } from "./identities.ts";
import type { Plan, Planned } from "./plan.ts";
import { copied } from "./properties.ts";
import { regionOf } from "./providers.ts";

interface Kind {
  readonly type: string;
  /** By CloudFormation's names, the arguments that tell which one it is. */
  readonly named: { readonly [property: string]: string };
}

const kinds: { readonly [type: string]: Kind } = {
  aws_cloudtrail: { type: "AWS::CloudTrail::Trail", named: { TrailName: "name" } },
  aws_cloudtrail_event_data_store: {
    type: "AWS::CloudTrail::EventDataStore",
    named: { Name: "name" },
  },
  aws_s3_bucket: { type: "AWS::S3::Bucket", named: { BucketName: "bucket" } },
  aws_s3_bucket_policy: { type: "AWS::S3::BucketPolicy", named: { Bucket: "bucket" } },
  aws_kms_key: { type: "AWS::KMS::Key", named: { KeyId: "key_id" } },
  aws_kms_replica_key: { type: "AWS::KMS::Key", named: { KeyId: "key_id" } },
  aws_kms_external_key: { type: "AWS::KMS::Key", named: { KeyId: "key_id" } },
  aws_kms_alias: {
    type: "AWS::KMS::Alias",
    named: { AliasName: "name", TargetKeyId: "target_key_id" },
  },
  aws_cloudwatch_log_group: { type: "AWS::Logs::LogGroup", named: { LogGroupName: "name" } },
  aws_cloudwatch_log_metric_filter: {
    type: "AWS::Logs::MetricFilter",
    named: { FilterName: "name", LogGroupName: "log_group_name" },
  },
  aws_cloudwatch_metric_alarm: {
    type: "AWS::CloudWatch::Alarm",
    named: { AlarmName: "alarm_name" },
  },
  aws_cloudwatch_composite_alarm: {
    type: "AWS::CloudWatch::CompositeAlarm",
    named: { AlarmName: "alarm_name" },
  },
  aws_sns_topic: { type: "AWS::SNS::Topic", named: { TopicName: "name" } },
  aws_sns_topic_policy: { type: "AWS::SNS::TopicPolicy", named: { Topics: "arn" } },
  aws_sns_topic_subscription: {
    type: "AWS::SNS::Subscription",
    named: {
      ...{ TopicArn: "topic_arn", Protocol: "protocol", Endpoint: "endpoint" },
      SubscriptionArn: "arn",
    },
  },
  aws_cloudwatch_event_rule: {
    type: "AWS::Events::Rule",
    named: { Name: "name", EventBusName: "event_bus_name" },
  },
  aws_iam_role: { type: "AWS::IAM::Role", named: { RoleName: "name", Path: "path" } },
  aws_iam_policy: {
    type: "AWS::IAM::ManagedPolicy",
    named: { ManagedPolicyName: "name", Path: "path" },
  },
};

/** A resource that the plan deletes, by what tells which one it is. */
export function removedOf(plan: Plan, resource: Planned): readonly Removed[] {
  const kind = Object.hasOwn(kinds, resource.type) ? kinds[resource.type] : undefined;
  if (kind === undefined) return [];
  // A policy shows the ARN of what it is the policy of.
  const arn = resource.type === "aws_sns_topic_policy" ? undefined : knownArn(resource);
  const properties = copied(blockOf(plan, resource), kind.named);
  const { Topics } = properties;
  return [
    {
      ...{ type: kind.type, address: resource.address },
      properties: Topics === undefined ? properties : { ...properties, Topics: [Topics] },
      ...(arn !== undefined && { arn }),
      region: regionOf(plan, resource),
    },
  ];
}
