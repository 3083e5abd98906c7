import type { Declared } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { AccountRecording, CallLine } from "../model/recording.ts";
import { isUnknown } from "../model/unknown.ts";
import { alarmAnswers, compositeAlarmAnswers } from "./answers/alarm.ts";
import { aliasAnswers } from "./answers/alias.ts";
import { marked } from "./answers/answer.ts";
import { bucketAnswers } from "./answers/bucket.ts";
import { bucketPolicyAnswers } from "./answers/bucket-policy.ts";
import { describeTrail } from "./answers/describe-trail.ts";
import { eventDataStoreAnswers } from "./answers/event-data-store.ts";
import { eventRuleAnswers } from "./answers/event-rule.ts";
import { keyAnswers } from "./answers/key.ts";
import { type Identified, type Lifting, liftingOf, ofType } from "./answers/lifting.ts";
import { logGroupAnswers } from "./answers/log-group.ts";
import { managedPolicyAnswers } from "./answers/managed-policy.ts";
import { metricFilterAnswers } from "./answers/metric-filter.ts";
import { roleAnswers } from "./answers/role.ts";
import { subscriptionAnswers } from "./answers/subscription.ts";
import { topicAnswers } from "./answers/topic.ts";
import { topicPolicyAnswers } from "./answers/topic-policy.ts";
import { trailAnswers } from "./answers/trail.ts";
import type { Change } from "./declaration.ts";

/** What AWS would answer once a change is applied, and where each thing is declared. */
export interface Lifted {
  readonly recording: AccountRecording;
  /** By the ids of resources in findings. */
  readonly declared: ReadonlyMap<string, Declared>;
}

const trailType = "AWS::CloudTrail::Trail";

type Answers = (resource: Identified, lifting: Lifting) => readonly CallLine[];

const answersByType: { readonly [type: string]: Answers } = {
  "AWS::S3::Bucket": bucketAnswers,
  "AWS::S3::BucketPolicy": bucketPolicyAnswers,
  "AWS::SNS::TopicPolicy": topicPolicyAnswers,
  "AWS::SNS::Subscription": subscriptionAnswers,
  "AWS::KMS::Alias": aliasAnswers,
  "AWS::KMS::Key": keyAnswers,
  "AWS::Logs::LogGroup": logGroupAnswers,
  "AWS::Logs::MetricFilter": metricFilterAnswers,
  "AWS::CloudWatch::Alarm": alarmAnswers,
  "AWS::CloudWatch::CompositeAlarm": compositeAlarmAnswers,
  "AWS::SNS::Topic": topicAnswers,
  "AWS::Events::Rule": eventRuleAnswers,
  "AWS::IAM::Role": roleAnswers,
  "AWS::IAM::ManagedPolicy": managedPolicyAnswers,
  "AWS::CloudTrail::EventDataStore": eventDataStoreAnswers,
};

/** Types are a file's own words, and may be names that every object has. */
const answersOf = ({ type }: Identified): Answers | undefined =>
  Object.hasOwn(answersByType, type) ? answersByType[type] : undefined;

/** What is lifted: other resources tell nothing that a policy asks. */
const liftedTypes: ReadonlySet<string> = new Set([
  ...[trailType, ...Object.keys(answersByType)],
  "AWS::CloudTrail::ResourcePolicy",
]);

/**
 * Lifts a change to the answers that AWS would give about it, in `regions`: those that it reaches, unless
 * the account is known to have more. `what` says what it is to the reader.
 * Pure: the same change gives the same answers.
 */
export function lift(
  change: Change,
  what: string,
  regions: readonly string[] = regionsOf(change),
): Lifted {
  const lifting = liftingOf(change);
  const trails = ofType(lifting, trailType);
  const { account, partition, resources } = lifting;
  const calls = [
    ...trails.flatMap((trail) => [
      ...shownIn(trail, lifting, regions),
      ...trailAnswers(trail, lifting, regions),
    ]),
    ...resources.flatMap((resource) => answersOf(resource)?.(resource, lifting) ?? []),
  ];
  return {
    recording: {
      account: {
        ...{ kind: "account", account, partition, regions, regionsFrom: what },
        undeclared: `${what} does not declare it`,
        ...(!lifting.isAccountKnown && {
          notes: [`It does not say which account it is for: ${account} stands for it.`],
        }),
      },
      calls,
      status: "complete",
    },
    declared: new Map(
      resources.flatMap(({ arn, declared }) => (isUnknown(arn) ? [] : [[String(arn), declared]])),
    ),
  };
}

/** The Regions that a change is known to reach. */
export function regionsOf({ declarations }: Change): readonly string[] {
  const regions = declarations
    .filter(({ type }) => liftedTypes.has(type))
    .flatMap(({ region }) => (typeof region === "string" ? region : []));
  return [...new Set(regions)].sort();
}

/** A trail shows in its home Region, and as a shadow in every one that it covers. */
function shownIn(
  trail: Identified,
  lifting: Lifting,
  regions: readonly string[],
): readonly CallLine[] {
  const { region: home, properties, declared, address } = trail;
  const isShadowed = isUnknown(home) || properties["IsMultiRegionTrail"] === true;
  const output = marked({ trailList: [describeTrail(trail, lifting)] }) as JsonObject;
  return regions
    .filter((region) => isShadowed || region === home)
    .map((region) => ({
      kind: "call",
      ...{ account: lifting.account, region, service: "cloudtrail", operation: "DescribeTrails" },
      ...{ input: {}, output, at: "" },
      declaredAt: declared.address ?? address,
    }));
}
