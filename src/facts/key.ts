import { parseArn } from "../model/arn.ts";
import type { Key } from "../model/facts/key.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { isUnknown, type Source, type Unknown } from "../model/unknown.ts";
import { type Calls, read } from "./calls.ts";
import type { Context } from "./context.ts";
import { readKeyPolicy } from "./key-policy.ts";
import { membersOf } from "./members.ts";
import { flag, listed, number, object, text, whereTold } from "./read.ts";
import type { TrailShown } from "./trail.ts";
import { trailOfPolicy } from "./trail-of-policy.ts";

/** A key as trails name it: an ARN, an id or an alias. */
export interface KeyNamed {
  readonly id: string;
  readonly region: string;
  readonly trails: readonly TrailShown[];
  /** The call that told of the trails. */
  readonly source: Source;
}

const missing = "NotFoundException";

export function keyFacts({ calls, account }: Context, named: KeyNamed): Key {
  const { id, region, trails } = named;
  const described = describeKey(calls, id);
  const metadata = isUnknown(described.fact) ? undefined : described.fact;
  const arn = whereTold(text, metadata, "Arn") ?? id;
  const parsed = parseArn(arn);
  const { told } = membersOf(described);
  const rotation = rotationOf(calls, id, metadata);
  const aliases = read(
    calls,
    { service: "kms", operation: "ListAliases", matches: ofKey(id) },
    {
      value: (output) =>
        listed(output, "Aliases")?.flatMap((alias) => text(alias, "AliasName") ?? []),
    },
  );
  const isOwned = parsed === undefined || parsed.account === account.account;
  const policy = readKeyPolicy(
    calls,
    { arn, names: [id, arn], isOwned },
    trails.map((trail) => trailOfPolicy(calls, trail)),
  );
  return from<Key>(
    {
      "*": described.source,
      members: {
        trails: named.source,
        ...(metadata === undefined && identitySources(named)),
        rotationEnabled: rotation.source,
        rotationPeriodInDays: rotation.source,
        aliases: aliases.source,
      },
    },
    present({
      arn,
      accountId: parsed?.account ?? account.account,
      region: parsed?.region ?? region,
      isOwned,
      trails: trails.map((trail) => trail.arn),
      exists: isUnknown(described.fact) ? described.fact : metadata !== undefined,
      keyState: told(() => text(metadata, "KeyState")),
      keyManager: told(() => text(metadata, "KeyManager")),
      keySpec: told(() => text(metadata, "KeySpec") ?? text(metadata, "CustomerMasterKeySpec")),
      origin: told(() => text(metadata, "Origin")),
      isMultiRegion: told(() => flag(metadata, "MultiRegion") ?? (metadata && false)),
      deletionDate: text(metadata, "DeletionDate"),
      rotationEnabled: rotation.enabled,
      rotationPeriodInDays: rotation.periodInDays,
      aliases: aliases.fact,
      policy,
    }),
  );
}

/** What is known of a key that KMS does not describe is what the trail says. */
const identitySources = ({ source }: KeyNamed) => ({
  arn: source,
  accountId: source,
  region: source,
  isOwned: source,
});

interface Described {
  /** undefined: KMS answered that there is no such key. */
  readonly fact: JsonObject | undefined | Unknown;
  readonly source: Source;
}

function describeKey(calls: Calls, id: string): Described {
  const wanted = { service: "kms", operation: "DescribeKey", matches: ofKey(id) };
  if (calls.one(wanted)?.error?.code === missing) {
    return { fact: undefined, source: read(calls, wanted, { value: () => true }).source };
  }
  return read<JsonObject>(calls, wanted, { value: (output) => object(output, "KeyMetadata") });
}

/** A replica shares the rotation of its primary key, which is where it is set. */
function rotationOf(calls: Calls, id: string, metadata: JsonObject | undefined) {
  const multiRegion = whereTold(object, metadata, "MultiRegionConfiguration");
  const primary = text(object(multiRegion, "PrimaryKey"), "Arn");
  const isReplica = text(multiRegion, "MultiRegionKeyType") === "REPLICA";
  const { fact, source } = read<JsonObject>(
    calls,
    {
      service: "kms",
      operation: "GetKeyRotationStatus",
      matches: ofKey(isReplica && primary !== undefined ? primary : id),
    },
    { value: (output) => output },
  );
  if (isUnknown(fact)) return { enabled: fact, source };
  const { told, optional } = membersOf({ fact, source });
  return {
    source,
    enabled: told(() => flag(fact, "KeyRotationEnabled")),
    periodInDays: optional(() => number(fact, "RotationPeriodInDays")),
  };
}

const ofKey = (id: string) => (input: JsonObject) => input["KeyId"] === id;
