import { blockOf } from "../block.ts";
import { arnOf } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { pointer, topicArn } from "../pointers.ts";
import { policyText } from "../policy-text.ts";
import { present } from "../properties.ts";
import { settingOf } from "../setting.ts";
import type { Translated } from "../translated.ts";
import { isPlanned, type World } from "../world.ts";
import { ownPolicy } from "./own-policy.ts";

const type = "AWS::SNS::TopicPolicy";

/** A topic's policy; undefined for a new topic that is given none. */
export function policyOfTopic(world: World, topic: Planned): Translated | undefined {
  const own = arnOf(world, topic);
  const setting = settingOf(world, topic, {
    ...{ type: "aws_sns_topic_policy", argument: "arn", aim: topicArn },
    names: [own],
  });
  return ownPolicy(world, topic, setting, { type, about: { Topics: [own] } });
}

/** The policy of a topic that is none of the plan's; of one that is, its topic tells. */
export function policyOfOtherTopic(world: World, policy: Planned): Translated | undefined {
  const block = blockOf(world.plan, policy);
  const topic = pointer(world, block, "arn", topicArn);
  if (isPlanned(world, "aws_sns_topic", topic, (one) => arnOf(world, one))) return undefined;
  const PolicyDocument = policyText(world, block, "policy");
  const Topics = topic === undefined ? undefined : [topic];
  return { type, address: policy.address, properties: present({ Topics, PolicyDocument }) };
}
