import type { JsonObject } from "../../model/json.ts";
import type { KeyState } from "../world.ts";

export function buildKey(
  arn: string,
  {
    metadata,
    rotation,
    ...given
  }: Partial<Omit<KeyState, "metadata">> & { readonly metadata?: JsonObject } = {},
): KeyState {
  const [, , , region = "", account = "", resource = ""] = arn.split(":");
  return {
    region,
    metadata: {
      AWSAccountId: account,
      Arn: arn,
      KeyId: resource.replace("key/", ""),
      CreationDate: "2025-01-01T00:00:00.000Z",
      Enabled: true,
      KeyState: "Enabled",
      KeyManager: "CUSTOMER",
      KeySpec: "SYMMETRIC_DEFAULT",
      KeyUsage: "ENCRYPT_DECRYPT",
      Origin: "AWS_KMS",
      MultiRegion: false,
      ...metadata,
    },
    rotation: rotation ?? { KeyRotationEnabled: true, RotationPeriodInDays: 365 },
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: ["kms:GenerateDataKey*", "kms:DescribeKey", "kms:Decrypt"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
        {
          Sid: "AlarmsOnEncryptedTopics",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
          Resource: "*",
        },
      ],
    }),
    aliases: ["alias/trail"],
    ...given,
  };
}
