import { answererOf } from "../../src/analyze/answer/answer.ts";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { after } from "../../src/iac/after/after.ts";
import { liftingOf } from "../../src/iac/answers/lifting.ts";
import type { Change, Declaration } from "../../src/iac/declaration.ts";
import { lift } from "../../src/iac/lift.ts";
import type { Status } from "../../src/model/finding.ts";
import type { Policy } from "../../src/model/policy.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import type { UnknownReason } from "../../src/model/unknown.ts";
import { record } from "../harness/recorded.ts";

/** What a policy says of one declared thing, or of the account. */
export interface IacStatus {
  readonly policy: string;
  /** The address of what it judges; absent where that is the account. */
  readonly address?: string;
  readonly status: Status;
  /** Why it is unknown. */
  readonly reasons: readonly UnknownReason[];
}

/** A recorded account without anything. The collector asks for alarms only where a trail has a log group. */
export async function emptyAccount(account: string): Promise<AccountRecording> {
  const world = { accounts: [buildAccount({ id: account, publicAccessBlock: {} })] };
  const recording = await record(world, { account });
  const alarms: CallLine = {
    ...{ kind: "call", account, region: "us-east-1", service: "cloudwatch" },
    ...{ operation: "DescribeAlarms", input: {}, at: "2026-01-15T12:00:00.000Z" },
    output: { MetricAlarms: [], CompositeAlarms: [] },
  };
  return { ...recording, calls: [...recording.calls, alarms] };
}

/** Judges a change as if nothing else were in the account. */
export function statusesOf(
  change: Change,
  empty: AccountRecording,
  policies: readonly Policy[],
): readonly IacStatus[] {
  const ofAccount = policies.filter(({ scope }) => scope === "account" || scope === "region");
  const ofThings = policies.filter((policy) => !ofAccount.includes(policy));
  const used = { ...change, declarations: [...change.declarations, ...users(change)] };
  return [...judge(change, empty, ofAccount), ...judge(used, empty, ofThings)];
}

function judge(change: Change, empty: AccountRecording, policies: readonly Policy[]): IacStatus[] {
  const lifted = lift(change, "the change");
  const { account } = accountFacts(after(empty, change, lifted));
  const asOf = new Date("2026-01-15T12:00:00Z");
  return evaluate(account, policies, { asOf, answererOf }).map((finding) => {
    const address = lifted.declared.get(finding.resource.id)?.address;
    const reasons = [...new Set(finding.missing.map(({ reason }) => reason))];
    const { policy, status } = finding;
    return { policy, status, reasons, ...(address && { address }) };
  });
}

/** Ours judge what a trail uses: each thing gets a trail that uses it, and each alarm a filter that feeds it. */
function users(change: Change): readonly Declaration[] {
  const { resources } = liftingOf(change);
  return resources.flatMap(({ type, address, name, arn, properties, region, exists }) => {
    const make = (kind: string, made: Declaration["properties"], suffix = ""): Declaration => ({
      type: kind,
      address: `UserOf${address}${suffix}`,
      properties: made,
      ...{ exists, region, isNew: true, declared: { file: "made for the test" } },
    });
    const trail = (uses: Declaration["properties"]) =>
      make("AWS::CloudTrail::Trail", {
        ...{ IsLogging: true, S3BucketName: "logs-of-the-test", ...uses },
      });
    switch (type) {
      case "AWS::S3::Bucket":
        return [trail({ S3BucketName: name })];
      case "AWS::KMS::Key":
        return [trail({ KMSKeyId: arn })];
      case "AWS::SNS::Topic":
        return [trail({ SnsTopicName: arn })];
      case "AWS::Logs::LogGroup":
        return [trail({ CloudWatchLogsLogGroupArn: arn })];
      case "AWS::CloudWatch::Alarm": {
        const group = `group-of-${address}`;
        const { MetricName = "", Namespace = "" } = properties;
        const transformation = { MetricName, MetricNamespace: Namespace, MetricValue: "1" };
        const groupArn = `arn:aws:logs:us-east-1:111122223333:log-group:${group}:*`;
        return [
          make("AWS::Logs::LogGroup", { LogGroupName: group }, "Group"),
          make(
            "AWS::Logs::MetricFilter",
            {
              ...{ LogGroupName: group, FilterPattern: "{ $.eventName = * }" },
              MetricTransformations: [transformation],
            },
            "Filter",
          ),
          trail({ CloudWatchLogsLogGroupArn: groupArn }),
        ];
      }
      default:
        return [];
    }
  });
}
