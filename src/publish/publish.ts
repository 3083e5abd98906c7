import type { Session } from "../aws/session.ts";
import {
  type Publication,
  type PublicationEntry,
  type PublicationSummary,
  type PublishedHub,
  publicationSchemaId,
  type Undelivered,
} from "../model/publication.ts";
import type { Result, ResultAccount } from "../model/result.ts";
import { type ByRegion, desiredFindings } from "./desired.ts";
import { evaluatedScope } from "./evaluated-scope.ts";
import { type HubJob, type HubOutcome, publishHub, unreachable } from "./publish-hub.ts";

/** The way into an account, or why there is none. */
export type Access =
  | { readonly call: Session["call"]; readonly closed?: never }
  | { readonly call?: never; readonly closed: Undelivered };

export interface PublishJob {
  readonly result: Result;
  readonly tool: Publication["tool"];
  readonly open: (account: ResultAccount) => Access;
  /** The hubs to publish to; all if empty. */
  readonly onlyRegions: readonly string[];
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
}

/** Brings the hubs of the result's accounts to what the result says, one account after the other. */
export async function publish(job: PublishJob): Promise<Publication> {
  const { result, tool, isDryRun } = job;
  const all = desiredFindings(result);
  const isEvaluated = evaluatedScope(result);
  const outcomes: HubOutcome[] = [];
  let leftOut = 0;
  for (const account of result.accounts) {
    const desired: ByRegion = all.get(account.id) ?? new Map();
    const regions = [...new Set([...account.regions, ...desired.keys()])].sort();
    const left = regions.filter((region) => isLeftOut(job, region));
    for (const region of left) leftOut += desired.get(region)?.size ?? 0;
    const asked = regions.filter((region) => !left.includes(region));
    outcomes.push(...(await publishAccount({ ...job, isEvaluated }, account, asked, desired)));
  }
  const hubs = outcomes.map(({ hub }) => hub);
  const entries = outcomes.flatMap((outcome) => outcome.entries);
  return {
    ...{ schema: publicationSchemaId, tool, destination: "securityhub" },
    ...{ dryRun: isDryRun, asOf: result.asOf, summary: summaryOf(hubs, entries, leftOut) },
    ...{ hubs, entries },
  };
}

const isLeftOut = ({ onlyRegions }: PublishJob, region: string): boolean =>
  onlyRegions.length > 0 && !onlyRegions.includes(region);

/** Hubs are asked side by side: what AWS allows is counted for each of them. */
async function publishAccount(
  job: PublishJob & Pick<HubJob, "isEvaluated">,
  { id: account, partition, ...rest }: ResultAccount,
  regions: readonly string[],
  desired: ByRegion,
): Promise<readonly HubOutcome[]> {
  const { call, closed } = job.open({ id: account, partition, ...rest });
  const outcomes = regions.map(async (region) => {
    const findings = desired.get(region) ?? new Map();
    if (closed !== undefined) return unreachable({ account, region }, findings.size, closed);
    return publishHub({
      ...{ hub: { partition, account, region }, desired: findings, call },
      ...{ asOf: job.result.asOf, isDryRun: job.isDryRun, isEvaluated: job.isEvaluated },
      ...(job.signal && { signal: job.signal }),
    });
  });
  return (await Promise.all(outcomes)).filter((outcome) => outcome !== undefined);
}

function summaryOf(
  hubs: readonly PublishedHub[],
  entries: readonly PublicationEntry[],
  leftOut: number,
): PublicationSummary {
  const delivered = entries.filter(({ outcome }) => outcome !== "not-delivered");
  const count = (wanted: PublicationEntry["action"]): number =>
    delivered.filter(({ action }) => action === wanted).length;
  const sum = (of: (hub: PublishedHub) => number): number =>
    hubs.reduce((total, hub) => total + of(hub), 0);
  return {
    create: count("create"),
    update: count("update"),
    archive: count("archive"),
    unchanged: sum(({ unchanged }) => unchanged),
    kept: sum(({ kept }) => kept),
    notDelivered: entries.length - delivered.length + sum(({ problem }) => problem?.findings ?? 0),
    leftOut,
  };
}

/** Whether every finding is where it belongs, and every hub could be looked at. */
export const isDelivered = ({ summary, hubs }: Publication): boolean =>
  summary.notDelivered === 0 && hubs.every(({ problem }) => problem === undefined);
