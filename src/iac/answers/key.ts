import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import { answer, answersOf } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { endOfList, perhapsListed } from "./lists.ts";
import { pointingTo } from "./pointers.ts";
import { policyText } from "./policy-text.ts";

/**
 * What KMS answers about a key, by each of its names.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export function keyAnswers(key: Identified, lifting: Lifting): CallLine[] {
  const { arn, name, properties } = key;
  if (typeof arn !== "string") return [];
  const { Enabled, EnableKeyRotation, RotationPeriodInDays } = properties;
  const { sure: aliases, unsure } = aliasesOf(key, lifting);
  const names = [arn, name, ...aliases.flatMap((alias) => [alias.name, alias.arn])];
  return names
    .filter((one) => typeof one === "string")
    .flatMap((KeyId): CallLine[] => {
      const input = { KeyId };
      const told = answersOf(lifting, key, "kms");
      const list = { service: "kms", operation: "ListAliases", input };
      return [
        told("DescribeKey", input, {
          KeyMetadata: {
            Arn: arn,
            KeyState: stateOf(Enabled),
            KeyManager: "CUSTOMER",
            KeySpec: properties["KeySpec"] ?? "SYMMETRIC_DEFAULT",
            Origin: properties["Origin"] ?? "AWS_KMS",
            MultiRegion: properties["MultiRegion"] ?? false,
          },
        }),
        told("GetKeyPolicy", input, {
          Policy: policyText(lifting, properties["KeyPolicy"] ?? defaultPolicy(lifting)),
        }),
        told("GetKeyRotationStatus", input, {
          KeyRotationEnabled: EnableKeyRotation ?? false,
          RotationPeriodInDays,
        }),
        ...aliases.map((alias) =>
          answer(lifting, alias, list, { Aliases: [{ AliasName: alias.name }] }),
        ),
        ...perhapsListed(lifting, key, list, unsure),
        ...endOfList(lifting, key, list, { Aliases: [] }),
      ];
    });
}

const stateOf = (enabled: Resolved | undefined): Resolved =>
  isUnknown(enabled) ? enabled : enabled === false ? "Disabled" : "Enabled";

const aliasesOf = (key: Identified, lifting: Lifting) =>
  pointingTo(lifting, "AWS::KMS::Alias", "TargetKeyId", key);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = ({ partition, account }: Lifting): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
