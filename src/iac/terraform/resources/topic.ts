import { argumentOf, blockOf } from "../block.ts";
import { knownArn, ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { keyArn, pointer, topicArn } from "../pointers.ts";
import { copied, type Properties, present } from "../properties.ts";
import type { World } from "../world.ts";

export function topicProperties(world: World, topic: Planned): Properties {
  const block = blockOf(world.plan, topic);
  return present({
    TopicName: ownName(topic),
    KmsMasterKeyId: pointer(world, block, "kms_master_key_id", keyArn),
  });
}

export function subscriptionProperties(world: World, subscription: Planned): Properties {
  const block = blockOf(world.plan, subscription);
  const isConfirmed = !subscription.isNew && argumentOf(block, "pending_confirmation") === false;
  return present({
    TopicArn: pointer(world, block, "topic_arn", topicArn),
    ...copied(block, { Protocol: "protocol", Endpoint: "endpoint" }),
    // Not CloudFormation's: only what is confirmed has an ARN.
    SubscriptionArn: isConfirmed ? knownArn(subscription) : undefined,
  });
}
