import type { BatchImportFindingsCommandOutput } from "@aws-sdk/client-securityhub";
import type { Answer } from "../aws/operation.ts";
import type { Undelivered } from "../model/publication.ts";
import type { CallError } from "../model/recording.ts";
import type { AsffFinding } from "../report/asff-finding.ts";
import { batchesOf } from "./batches.ts";

type ImportAnswer = Answer<BatchImportFindingsCommandOutput>;

/** Sends one batch; throttling and dropped connections were retried when it answers. */
export type Send = (findings: readonly AsffFinding[]) => Promise<ImportAnswer>;

/** Why findings were not imported, by id. */
export type Refusals = ReadonlyMap<string, Undelivered>;

/** A refused finding is sent this often at most. */
const attempts = 3;

/**
 * Imports findings, batch after batch, and tells of each one that was not. A hub that is closed to
 * us is not asked again; one that was too busy for a batch may take the next.
 */
export async function importFindings(
  findings: readonly AsffFinding[],
  send: Send,
  signal?: AbortSignal,
): Promise<Refusals> {
  const refusals = new Map<string, Undelivered>();
  let closed: Undelivered | undefined;
  for (const batch of batchesOf(findings)) {
    if (signal?.aborted) closed = interrupted;
    if (closed !== undefined) refuse(refusals, batch, closed);
    else closed = await importBatch({ send, refusals }, batch, 1);
  }
  return refusals;
}

const interrupted: Undelivered = {
  code: "Interrupted",
  message: "the run was interrupted before this was sent",
};

interface Importing {
  readonly send: Send;
  readonly refusals: Map<string, Undelivered>;
}

/** Resolves to why the hub takes nothing more, if so. */
async function importBatch(
  on: Importing,
  batch: readonly AsffFinding[],
  attempt: number,
): Promise<Undelivered | undefined> {
  const { output, error } = await on.send(batch);
  if (error !== undefined) return refusedAsAWhole(on, batch, error);
  const failed = new Map(
    (output.FailedFindings ?? []).map(({ Id, ErrorCode, ErrorMessage }) => [
      Id ?? "",
      { code: ErrorCode ?? "Unknown", message: ErrorMessage ?? "" },
    ]),
  );
  const retried = attempt < attempts ? batch.filter(({ Id }) => mayPass(failed.get(Id))) : [];
  const again = new Set(retried);
  for (const finding of batch) {
    const why = failed.get(finding.Id);
    if (why !== undefined && !again.has(finding)) refuse(on.refusals, [finding], why);
  }
  const named = batch.filter(({ Id }) => failed.has(Id)).length;
  if ((output.FailedCount ?? 0) > named) {
    refuse(
      on.refusals,
      batch.filter(({ Id }) => !failed.has(Id)),
      notNamed,
    );
  }
  return retried.length > 0 ? importBatch(on, retried, attempt + 1) : undefined;
}

const notNamed: Undelivered = {
  code: "NotConfirmed",
  message: "AWS refused findings of this batch without naming them; publish again to find out",
};

/** One bad finding can make AWS refuse its batch: halves are tried until it stands alone. */
async function refusedAsAWhole(
  on: Importing,
  batch: readonly AsffFinding[],
  error: CallError,
): Promise<Undelivered | undefined> {
  if (isAboutContent(error) && batch.length > 1) {
    const middle = Math.ceil(batch.length / 2);
    const closed = await importBatch(on, batch.slice(0, middle), 1);
    if (closed === undefined) return importBatch(on, batch.slice(middle), 1);
    refuse(on.refusals, batch.slice(middle), closed);
    return closed;
  }
  const { code, message } = error;
  refuse(on.refusals, batch, { code, message });
  return isAboutContent(error) || isPassing(error) ? undefined : { code, message };
}

function refuse(
  refusals: Map<string, Undelivered>,
  findings: readonly AsffFinding[],
  why: Undelivered,
): void {
  for (const { Id } of findings) refusals.set(Id, why);
}

const isAboutContent = ({ code, status }: CallError): boolean =>
  /^(InvalidInput|Validation|Serialization)(Exception)?$/.test(code) || status === 413;

const passing =
  /throttl|toomanyrequests|limitexceeded|internal|unavailable|timeout|^(NetworkError|Http5\d\d)$/i;

const isPassing = ({ code, status = 0 }: CallError): boolean =>
  passing.test(code) || status === 429 || status >= 500;

/** Whether sending the same once more can help: what AWS finds wrong with a finding stays wrong. */
const mayPass = (why: Undelivered | undefined): boolean =>
  why !== undefined && passing.test(why.code);
