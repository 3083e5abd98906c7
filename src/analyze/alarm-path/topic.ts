import type { Subscription, Topic, TopicUse } from "../../model/facts/topic.ts";
import { type Fact, isUnknown, type Listing, type Unknown } from "../../model/unknown.ts";
import { broken, chain, holds, type Link, undecidable, unknown } from "./link.ts";

/** A topic and whether whoever calls it gets through. */
export interface Called {
  /** CloudWatch or EventBridge. */
  readonly service: string;
  readonly topic: Topic;
  readonly use: TopicUse | undefined;
  /** Path of what calls it: `account.alarms[RootUsage]`. */
  readonly caller: string;
}

/** From a topic that is called to someone who is told. */
export const topicLinks = (called: Called): readonly Link[] =>
  chain(
    () => [existsLink(called.topic)],
    () => useLinks(called),
    () => [subscriptionLink(called.topic)],
  );

const factOf = ({ name }: Topic, member: string): string => `account.topics[${name}].${member}`;

function existsLink(topic: Topic): Link {
  const { name, exists } = topic;
  if (isUnknown(exists)) {
    const cause = { fact: factOf(topic, "exists"), unknown: exists };
    return unknown("topic", `Topic ${name} could not be read.`, cause);
  }
  return exists
    ? holds("topic", `Topic ${name} is there.`)
    : broken("topic", `Topic ${name} does not exist.`);
}

function useLinks({ service, topic: { name }, use, caller }: Called): readonly Link[] {
  const fact = `${caller}.topicUses`;
  if (use === undefined) {
    return [undecidable("topic policy", fact, `Whether ${service} may publish is not known.`)];
  }
  const link = (place: string, allows: Fact<boolean>, member: string, says: Says): Link => {
    if (isUnknown(allows))
      return unknown(place, says.open, { fact: `${fact}[].${member}`, unknown: allows });
    return allows ? holds(place, says.yes) : broken(place, says.no);
  };
  return chain(
    () => [
      link("topic policy", use.policyAllows, "policyAllows", {
        yes: `Its policy lets ${service} publish.`,
        no: `The policy of topic ${name} does not let ${service} publish.`,
        open: `Whether the policy of topic ${name} lets ${service} publish is not known.`,
      }),
    ],
    () =>
      use.keyAllows === undefined
        ? []
        : [
            link("topic key", use.keyAllows, "keyAllows", {
              yes: `${service} can use its key.`,
              no: `${service} cannot use the key of topic ${name}.`,
              open: `Whether ${service} can use the key of topic ${name} is not known.`,
            }),
          ],
  );
}

interface Says {
  readonly yes: string;
  readonly no: string;
  readonly open: string;
}

function subscriptionLink(topic: Topic): Link {
  const { name, subscriptions } = topic;
  const first = subscriptions.$items.find(({ isConfirmed }) => isConfirmed);
  if (first !== undefined) {
    return holds("subscription", `A confirmed ${first.protocol} subscription receives it.`);
  }
  const unseen = unseenOf(subscriptions);
  if (unseen !== undefined) {
    const cause = { fact: factOf(topic, "subscriptions"), unknown: unseen };
    return unknown("subscription", `The subscriptions of topic ${name} could not be read.`, cause);
  }
  const pending = subscriptions.$items.length;
  const why = pending > 0 ? `${pending} not confirmed` : "none at all";
  return broken("subscription", `Topic ${name} has no confirmed subscription: ${why}.`);
}

const unseenOf = ({ $unseen }: Listing<Subscription>): Unknown | undefined =>
  $unseen.find(({ known }) => known?.isConfirmed !== false);
