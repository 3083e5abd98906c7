import type { Session } from "../aws/session.ts";
import type { JsonObject } from "../model/json.ts";
import { saysNotSubscribed } from "../model/not-subscribed.ts";
import type { PublicationEntry, PublishedHub, Undelivered } from "../model/publication.ts";
import type { CallError } from "../model/recording.ts";
import { type AsffFinding, complianceOf } from "../report/asff-finding.ts";
import type { Place } from "./evaluated-scope.ts";
import { importFindings, type Refusals } from "./import-findings.ts";
import { batchImportFindings } from "./operations.ts";
import { type HubChange, type HubPlan, planHub } from "./plan.ts";
import { type Hub, readHub } from "./read-hub.ts";

export interface HubJob {
  readonly hub: Hub;
  readonly desired: ReadonlyMap<string, AsffFinding>;
  readonly call: Session["call"];
  readonly isEvaluated: (place: Place) => boolean;
  readonly asOf: string;
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
}

export interface HubOutcome {
  readonly hub: PublishedHub;
  readonly entries: readonly PublicationEntry[];
}

/** Makes one hub hold what the run found. Undefined where there is neither a hub nor a need of one. */
export async function publishHub(job: HubJob): Promise<HubOutcome | undefined> {
  const { hub, desired, asOf, call } = job;
  const { findings: existing, error } = await readHub(call, hub);
  if (error !== undefined) {
    if (desired.size === 0 && saysNoHub(error)) return undefined;
    return unreachable(hub, desired.size, problemOf(error));
  }
  const isEvaluated = (finding: JsonObject): boolean => job.isEvaluated(placeOf(finding, hub));
  const plan = planHub({ desired, existing, asOf, isEvaluated });
  const refusals = job.isDryRun ? undefined : await send(plan, job);
  return {
    hub: { account: hub.account, region: hub.region, unchanged: plan.unchanged, kept: plan.kept },
    entries: [
      ...plan.changes.map((change) => entryOf(change, hub, refusals)),
      ...plan.outdated.map((change) => ({ ...entryOf(change, hub), ...isOutdated })),
    ],
  };
}

const placeOf = (finding: JsonObject, { account, region }: Hub): Place => ({
  id: String(finding["Id"]),
  generator: String(finding["GeneratorId"]),
  account,
  region,
});

const send = ({ changes }: HubPlan, { call, hub, signal }: HubJob): Promise<Refusals> =>
  importFindings(
    changes.map(({ finding }) => finding),
    (findings) => call(batchImportFindings, hub.region, { Findings: findings as never }),
    signal,
  );

/** Nothing of an account, or of a hub, could be delivered. */
export const unreachable = (
  { account, region }: Pick<Hub, "account" | "region">,
  findings: number,
  why: Undelivered,
): HubOutcome => ({
  hub: { account, region, unchanged: 0, kept: 0, problem: { ...why, findings } },
  entries: [],
});

const isOutdated = {
  outcome: "not-delivered",
  undelivered: {
    code: "Outdated",
    message: "the hub holds a later observation than this result; check again and publish that",
  },
} as const;

function entryOf(
  { action, finding }: HubChange,
  { account, region }: Hub,
  refusals?: Refusals,
): PublicationEntry {
  const { Id: id, Title: title } = finding;
  const undelivered = refusals?.get(id);
  const wasSent = undelivered === undefined ? "delivered" : "not-delivered";
  return {
    action,
    outcome: refusals === undefined ? "planned" : wasSent,
    ...{ id, title, status: complianceOf(finding), account, region },
    ...(undelivered && { undelivered }),
  };
}

/** A Region that the account has not enabled has no hub either. */
const noSuchRegion = /^(UnrecognizedClientException|InvalidClientTokenId|OptInRequired)$/;

const saysNoHub = (error: CallError): boolean =>
  saysNotSubscribed(error) || noSuchRegion.test(error.code);

function problemOf(error: CallError): Undelivered {
  const { code, message } = error;
  if (!saysNotSubscribed(error)) return { code, message: `securityhub:GetFindings: ${message}` };
  const help = "enable Security Hub there, or name the Regions that have it: --region";
  return { code, message: `${message}; ${help}` };
}
