import {
  DescribeKey$,
  GetKeyPolicy$,
  GetKeyRotationStatus$,
  KMSClient,
  ListAliases$,
} from "@aws-sdk/client-kms";
import { parseArn } from "../../model/arn.ts";
import type { JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { type Caller, emulate } from "../service.ts";
import type { KeyState, World } from "../world.ts";

/** A key by id, ARN or alias, in the Region; another account's only if its policy lets us. */
function keyOf({ KeyId }: JsonObject, { account, region }: Caller, world: World): KeyState {
  const name = parseArn(String(KeyId))?.resource ?? String(KeyId);
  const owner = world.accounts.find(
    ({ id }) => id === (parseArn(String(KeyId))?.account ?? account),
  );
  const key = owner?.keys.find(
    ({ metadata, aliases, ...state }) =>
      state.region === region &&
      (metadata.Arn === KeyId ||
        `key/${metadata.KeyId}` === name ||
        metadata.KeyId === name ||
        aliases.includes(name)),
  );
  if (owner?.id !== account && !key?.readers?.includes(account)) {
    throw new AwsFault(
      "AccessDeniedException",
      `The ciphertext refers to a key of another account`,
    );
  }
  if (key !== undefined) return key;
  throw new AwsFault("NotFoundException", `Key '${String(KeyId)}' does not exist`);
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export const kms = emulate({
  name: "kms",
  signingName: "kms",
  Client: KMSClient,
  operations: [
    [DescribeKey$, (...request) => ({ KeyMetadata: keyOf(...request).metadata })],
    [GetKeyRotationStatus$, (...request) => keyOf(...request).rotation],
    [GetKeyPolicy$, (...request) => ({ Policy: keyOf(...request).policy, PolicyName: "default" })],
    [
      ListAliases$,
      (...request) => {
        const { aliases, metadata } = keyOf(...request);
        return {
          Truncated: false,
          Aliases: aliases.map((AliasName) => ({ AliasName, TargetKeyId: metadata.KeyId })),
        };
      },
    ],
  ],
});
