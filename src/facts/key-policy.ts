import { changesOfKey } from "../analyze/resource-policy/changing-actions.ts";
import type { TrailOfPolicy } from "../analyze/resource-policy/cloudtrail-calls.ts";
import { cloudTrailGrants } from "../analyze/resource-policy/cloudtrail-grants.ts";
import { grantsOf, isPublic } from "../analyze/resource-policy/grants.ts";
import { isAboutEncrypting, keyLetsPublish, keyUseOf } from "../analyze/resource-policy/key-use.ts";
import type { Statement } from "../analyze/resource-policy/statement.ts";
import type { KeyPolicy } from "../model/facts/key.ts";
import { from } from "../model/facts/provenance.ts";
import { type Fact, isUnknown } from "../model/unknown.ts";
import { type Calls, read, type Told } from "./calls.ts";
import { answer, policyRead } from "./policy-document.ts";
import { object, text } from "./read.ts";

/** A key by all of its names, one of which its policy was asked by. */
export interface KeyOfPolicy {
  readonly arn: string;
  readonly names: readonly string[];
  readonly isOwned: boolean;
}

/** The key policy and what follows from it for the trails that use the key. */
export function readKeyPolicy(
  calls: Calls,
  key: KeyOfPolicy,
  trails: readonly TrailOfPolicy[],
): KeyPolicy {
  const told = policyText(calls, key);
  const policy = policyRead(told);
  const grants = answer(policy, (statements) => grantsOf(statements, changesOfKey(key.arn)));
  return from<KeyPolicy>(
    { "*": told.source },
    {
      isPublic: isUnknown(grants) ? grants : isPublic(grants),
      grants,
      cloudTrailGrants: answer(policy, (statements) =>
        cloudTrailGrants(statements, isAboutEncrypting),
      ),
      uses: answer(policy, (statements) =>
        trails.map((trail) => keyUseOf(statements, key.arn, trail)),
      ),
    },
  );
}

/** The policy of another account's key is not ours to read, so it is not asked for. */
function policyText(calls: Calls, { names, isOwned, arn }: KeyOfPolicy): Told<string> {
  const told = read<string>(
    calls,
    {
      service: "kms",
      operation: "GetKeyPolicy",
      matches: ({ KeyId }) => names.some((name) => name === KeyId),
    },
    { value: (output) => text(output, "Policy") },
  );
  if (isOwned) return told;
  return { ...told, fact: { $unknown: "cross-account", detail: `policy of ${arn}` } };
}

/** Whether a topic's key lets CloudTrail send messages. */
export const topicKeyAllows = (
  calls: Calls,
  id: string,
  trails: readonly TrailOfPolicy[],
  account: string,
): Told<boolean> =>
  ofTopicKey(calls, { id, account, service: "CloudTrail" }, (statements, arn) =>
    keyLetsPublish(statements, arn, trails),
  );

export interface KeyOfTopic {
  /** As the topic names it. */
  readonly id: string;
  /** Whose calls were recorded. */
  readonly account: string;
  /** Who is to use it, as a person says. */
  readonly service: string;
}

/**
 * What follows from the policy of a topic's key. The reference does not say for certain whether
 * AWS's own key for SNS lets other services use it.
 */
export function ofTopicKey(
  calls: Calls,
  { id, account, service }: KeyOfTopic,
  question: (statements: readonly Statement[], arn: string) => Fact<boolean>,
): Told<boolean> {
  const described = read<string>(
    calls,
    { service: "kms", operation: "DescribeKey", matches: ({ KeyId }) => KeyId === id },
    { value: (output) => text(object(output, "KeyMetadata"), "Arn") },
  );
  const arn = typeof described.fact === "string" ? described.fact : id;
  if (id.endsWith("alias/aws/sns")) return { source: described.source, fact: ofAws(service) };
  const owner = arn.split(":")[4] ?? account;
  const key = { arn, names: [id, arn], isOwned: owner === account };
  if (key.isOwned && typeof described.fact !== "string") {
    return { source: described.source, fact: described.fact };
  }
  const told = policyText(calls, key);
  return {
    source: told.source,
    fact: answer(policyRead(told), (statements) => question(statements, arn)),
  };
}

const ofAws = (service: string): Fact<never> => ({
  $unknown: "undecidable",
  detail: `AWS does not document whether ${service} can use alias/aws/sns`,
});
