import {
  keyLetsEncrypt,
  type Publisher,
  policyLetsPublish,
} from "../analyze/resource-policy/publishing.ts";
import { parseArn } from "../model/arn.ts";
import { from } from "../model/facts/provenance.ts";
import type { TopicUse } from "../model/facts/topic.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { type Fact, isUnknown, type Unknown } from "../model/unknown.ts";
import { read, type Told } from "./calls.ts";
import type { Context } from "./context.ts";
import { ofTopicKey } from "./key-policy.ts";
import { membersOf } from "./members.ts";
import { answer, policyRead } from "./policy-document.ts";
import { object, text } from "./read.ts";
import { organizationId } from "./trail-of-policy.ts";

const services = {
  "cloudwatch.amazonaws.com": "CloudWatch",
  "events.amazonaws.com": "EventBridge",
} as const;

/** Whether an alarm or a rule of the account can publish to a topic that it names. */
export function topicUseFacts(
  context: Context,
  topicArn: string,
  named: Pick<Publisher, "service" | "arn">,
): TopicUse {
  const { calls, account } = context;
  const organization = organizationId(calls);
  const publisher: Publisher = present({
    ...named,
    accountId: account.account,
    organizationId: organization,
  });
  const owner = parseArn(topicArn)?.account ?? account.account;
  if (owner !== account.account) return foreignUse(topicArn, owner);

  const { fact, source } = read<JsonObject>(
    calls,
    {
      service: "sns",
      operation: "GetTopicAttributes",
      matches: ({ TopicArn }) => TopicArn === topicArn,
    },
    { value: (output) => object(output, "Attributes") },
  );
  const { told, optional } = membersOf({ fact, source });
  const attributes = isUnknown(fact) ? undefined : fact;
  const policy = told(() => text(attributes, "Policy"));
  const key = optional(() => text(attributes, "KmsMasterKeyId"));
  const keyUse =
    key === undefined || isUnknown(key) ? undefined : keyAllows(context, key, publisher);
  return from<TopicUse>(
    { members: { policyAllows: source, keyAllows: keyUse?.source ?? source } },
    present({
      topicArn,
      policyAllows: answer(policyRead({ fact: policy, source }), (statements) =>
        policyLetsPublish(statements, topicArn, publisher),
      ),
      keyAllows: isUnknown(key) ? key : keyUse?.fact,
    }),
  );
}

/** Both accounts would have to agree, and one of them was not read. */
function foreignUse(topicArn: string, owner: string): TopicUse {
  const unknown: Unknown = { $unknown: "cross-account", detail: `topic of ${owner}` };
  return { topicArn, policyAllows: unknown, keyAllows: unknown };
}

/** A key that is off lets nobody send. */
function keyAllows({ calls, account }: Context, id: string, publisher: Publisher): Told<boolean> {
  const state = read<string>(
    calls,
    { service: "kms", operation: "DescribeKey", matches: ({ KeyId }) => KeyId === id },
    { value: (output) => text(object(output, "KeyMetadata"), "KeyState") },
  );
  const key = { id, account: account.account, service: services[publisher.service] };
  const told = ofTopicKey(calls, key, (statements, arn) =>
    keyLetsEncrypt(statements, arn, publisher),
  );
  if (told.fact === false || isUnknown(told.fact)) return told;
  return { source: told.source, fact: isOn(state.fact) };
}

const isOn = (state: Fact<string>): Fact<boolean> =>
  isUnknown(state) ? state : state === "Enabled";
