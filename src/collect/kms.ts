import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
} from "@aws-sdk/client-kms";
import { service } from "../aws/operation.ts";
import { parseArn } from "../model/arn.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const kms = service("kms", KMSClient);

const describeKey = kms("DescribeKey", DescribeKeyCommand, "kms:DescribeKey");
const getKeyRotationStatus = kms(
  "GetKeyRotationStatus",
  GetKeyRotationStatusCommand,
  "kms:GetKeyRotationStatus",
);
const getKeyPolicy = kms("GetKeyPolicy", GetKeyPolicyCommand, "kms:GetKeyPolicy");
const listAliases = kms("ListAliases", ListAliasesCommand, "kms:ListAliases");

/** Reads a key in its own Region; the policy and aliases of a foreign key are not for other accounts. */
export async function collectKey(
  ask: Ask,
  keyId: string,
  { account, region }: { readonly account: string; readonly region: string },
): Promise<void> {
  const arn = parseArn(keyId);
  const where = arn?.region || region;
  const isForeign = arn !== undefined && arn.account !== account;
  const [description] = await Promise.all([
    ask(describeKey, where, { KeyId: keyId }),
    ask(getKeyRotationStatus, where, { KeyId: keyId }),
    ...(isForeign ? [] : [collectOwned(ask, keyId, where)]),
  ]);
  const configuration = description.output?.KeyMetadata?.MultiRegionConfiguration;
  const primary = configuration?.PrimaryKey;
  if (configuration?.MultiRegionKeyType !== "REPLICA" || !primary?.Arn || !primary.Region) return;
  await ask(getKeyRotationStatus, primary.Region, { KeyId: primary.Arn });
}

/** The policy of the key behind any name of it; KMS takes no alias for that. */
export async function collectKeyPolicy(
  ask: Ask,
  KeyId: string,
  { account, region }: { readonly account: string; readonly region: string },
): Promise<void> {
  const { output } = await ask(describeKey, region, { KeyId });
  const arn = output?.KeyMetadata?.Arn;
  if (arn === undefined || parseArn(arn)?.account !== account) return;
  await ask(getKeyPolicy, region, { KeyId: arn, PolicyName: "default" });
}

async function collectOwned(ask: Ask, keyId: string, region: string): Promise<void> {
  await Promise.all([
    ask(getKeyPolicy, region, { KeyId: keyId, PolicyName: "default" }),
    askPages(ask, listAliases, region, { KeyId: keyId }, ({ NextMarker }) =>
      NextMarker ? { Marker: NextMarker } : undefined,
    ),
  ]);
}
