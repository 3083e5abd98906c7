import type { Session } from "../aws/session.ts";
import { Failure } from "../model/failure.ts";
import { partitionById } from "../model/partition.ts";
import type { AccountEndLine, AccountLine, CallLine } from "../model/recording.ts";
import { type Ask, recordingAsk, type UnattributedCall } from "./ask.ts";
import { collectEventDataStores, collectTrails } from "./cloudtrail.ts";
import { collectCompanions } from "./companions.ts";
import { collectDestinations } from "./destinations.ts";
import { type Identity, identify } from "./identity.ts";
import { limitRegions } from "./region-limit.ts";
import { findRegions } from "./regions.ts";
import { collectPublicAccessBlock } from "./s3-control.ts";

export interface CollectOptions {
  readonly session: Pick<Session, "call">;
  /** Region for the first call. */
  readonly region: string;
  /** Look only here, and in the home Regions of trails seen from here. */
  readonly onlyRegions?: readonly string[];
  /** One of many: of the Regions to look at, some may not be enabled here. */
  readonly isOneOfMany?: boolean;
  /** As the organization, or the user, calls the account. */
  readonly name?: string;
  /** Answers of an interrupted run, by call key. */
  readonly earlier?: ReadonlyMap<string, UnattributedCall>;
  /** The account that these answers are about; credentials that open another one are refused. */
  readonly earlierAccount?: string;
  readonly write: (...lines: readonly (AccountLine | CallLine | AccountEndLine)[]) => void;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

/** Reads everything about one account that policies can ask about, and writes each answer down. */
export async function collectAccount(options: CollectOptions): Promise<Identity> {
  const { write, region, name, onlyRegions = [], isOneOfMany = false } = options;
  const beforeAccountLine: UnattributedCall[] = [];
  let keep = (call: UnattributedCall): void => {
    beforeAccountLine.push(call);
  };
  const ask = recordingAsk({ ...options, keep: (call) => keep(call) });

  const identity = await identify(ask, region);
  const { account, partition } = identity;
  if (options.earlierAccount !== undefined && options.earlierAccount !== account) {
    throw otherAccount(options.earlierAccount, account);
  }
  const seen = limitRegions(await findRegions(ask, partition), onlyRegions, { isOneOfMany });
  const toLine = (call: UnattributedCall): CallLine => ({ kind: "call", account, ...call });
  const known = [...beforeAccountLine, ...(options.earlier?.values() ?? [])].map(toLine);
  write({ kind: "account", account, ...(name && { name }), partition, ...seen }, ...known);
  keep = (call) => write(toLine(call));

  await collectAll(ask, identity, seen.regions);
  write({ kind: "account-end", account, status: "complete" });
  return identity;
}

async function collectAll(ask: Ask, identity: Identity, regions: readonly string[]): Promise<void> {
  const { account, partition } = identity;
  await Promise.all([
    collectTrails(ask, account, regions).then((trails) =>
      collectDestinations(ask, account, trails),
    ),
    collectEventDataStores(ask, regions),
    collectPublicAccessBlock(ask, account, partitionById(partition).leaderRegion),
    collectCompanions(ask, identity, regions),
  ]);
}

const otherAccount = (recorded: string, opened: string): Failure =>
  new Failure(
    "collect/other-account",
    `The interrupted recording is of account ${recorded}; these credentials open account ${opened}.`,
    { help: "Use the credentials that began it, or record anew: trailwarden collect -o FILE" },
  );
