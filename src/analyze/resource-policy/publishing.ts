import type { Fact } from "../../model/unknown.ts";
import type { Context, ContextValue } from "./condition.ts";
import { type Decision, decide } from "./decide.ts";
import type { Statement } from "./statement.ts";

/** An alarm or an event rule, on whose behalf a service publishes to a topic of its account. */
export interface Publisher {
  readonly service: "cloudwatch.amazonaws.com" | "events.amazonaws.com";
  readonly arn: string;
  readonly accountId: string;
  readonly organizationId?: string;
}

/**
 * Whether a topic's policy lets a service publish. The policy that SNS gives a new topic does so for
 * CloudWatch, by `AWS:SourceOwner`.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export const policyLetsPublish = (
  statements: readonly Statement[],
  topicArn: string,
  publisher: Publisher,
): Fact<boolean> =>
  factOf(
    decisionOn(statements, publisher, { action: "sns:Publish", resource: topicArn }),
    `${publisher.service} may publish to the topic`,
  );

/**
 * Whether the key policy of an encrypted topic lets a service send messages to it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function keyLetsEncrypt(
  statements: readonly Statement[],
  keyArn: string,
  publisher: Publisher,
): Fact<boolean> {
  const decisions = ["kms:GenerateDataKey", "kms:Decrypt"].map((action) =>
    decisionOn(statements, publisher, { action, resource: keyArn }),
  );
  if (decisions.includes("denied")) return false;
  const worst = decisions.find((decision) => decision !== "allowed") ?? "allowed";
  return factOf(worst, `${publisher.service} may use the topic's key`);
}

const decisionOn = (
  statements: readonly Statement[],
  publisher: Publisher,
  call: { readonly action: string; readonly resource: string },
): Decision =>
  decide(statements, {
    caller: { kind: "service", service: publisher.service },
    ...call,
    context: contextOf(publisher),
  });

function factOf(decision: Decision, what: string): Fact<boolean> {
  if (decision !== "undecidable") return decision === "allowed";
  return { $unknown: "undecidable", detail: `cannot tell whether ${what}` };
}

/**
 * CloudWatch says for which alarm of which account it comes. What EventBridge says of its rule, AWS
 * has described differently over the years: it stays open.
 */
function contextOf({ service, arn, accountId, organizationId }: Publisher): Context {
  const isAlarm = service === "cloudwatch.amazonaws.com";
  const ofAlarm = (value: string | undefined): ContextValue =>
    isAlarm && value !== undefined ? [value] : "unknown";
  const known = new Map<string, ContextValue>([
    ["aws:sourcearn", ofAlarm(arn)],
    ["aws:sourceaccount", ofAlarm(accountId)],
    ["aws:sourceowner", ofAlarm(accountId)],
    ["aws:sourceorgid", ofAlarm(organizationId)],
    ["aws:securetransport", ["true"]],
    ["aws:principalisawsservice", ["true"]],
    ["aws:principalservicename", [service]],
  ]);
  return (key) => known.get(key) ?? (isOfIdentity.test(key) ? "absent" : "unknown");
}

/** Keys of users and roles, and of the networks they come from, which a service has none of. */
const isOfIdentity =
  /^aws:(principalorgid|principalorgpaths|principaltag\/.*|username|sourcevpc|sourcevpce|vpcsourceip|multifactorauth(present|age))$/;
