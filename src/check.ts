import { name, version } from "virtual:package";
import { answererOf } from "./analyze/answer/answer.ts";
import { type Circumstances, evaluate } from "./evaluate/evaluate.ts";
import { decideGate, type GateRules, Tally } from "./evaluate/gate.ts";
import { located } from "./evaluate/located.ts";
import { Waivers } from "./evaluate/waivers.ts";
import { accountFacts } from "./facts/account.ts";
import { gapsOf } from "./facts/gaps.ts";
import { inMemory } from "./finding-store.ts";
import type { Declared, Finding } from "./model/finding.ts";
import type { Pack } from "./model/pack.ts";
import type { Policy } from "./model/policy.ts";
import type { AccountRecording, RecordingHeader } from "./model/recording.ts";
import {
  type Baseline,
  type Gap,
  type Result,
  type ResultAccount,
  type ResultSource,
  resultSchemaId,
} from "./model/result.ts";
import type { WaiverSource } from "./model/waiver.ts";

/** Where findings wait to be reported; they need not be in memory. */
export interface FindingStore {
  readonly add: (account: string, findings: readonly Finding[]) => void;
  /** All findings, in the order of their accounts. */
  readonly all: () => Iterable<Finding>;
}

export interface CheckInput {
  readonly kind: ResultSource["kind"];
  readonly header: RecordingHeader;
  readonly accounts: AsyncIterable<AccountRecording> | Iterable<AccountRecording>;
  readonly policies: readonly Policy[];
  readonly packs: readonly Pack[];
  /** The moment that policies about time judge at; the recording's by default. */
  readonly asOf?: Date;
  /** Parameter values that replace the policies' defaults, by policy id. */
  readonly params?: Circumstances["params"];
  /** Failures that are accepted for a time, judged as of the same moment. */
  readonly waivers?: readonly WaiverSource[];
  readonly gate: GateRules;
  readonly store?: FindingStore;
  /** Where infrastructure as code declares the things judged, by the ids of resources. */
  readonly declared?: ReadonlyMap<string, Declared>;
  readonly comparison?: BaselineComparison;
}

/** Tells what happened since an earlier result, as the accounts go by. */
export interface BaselineComparison {
  readonly asOf: string;
  readonly mark: (findings: readonly Finding[]) => readonly Finding[];
  readonly resolved: (judged: Pick<Result, "accounts" | "policies">) => Baseline["resolved"];
  /** It only tells what changed: what failed before fails the gate as well. */
  readonly excusesNothing?: true;
}

/** The whole job on one recording: facts, verdicts, result; one account in memory at a time. */
export async function check(input: CheckInput): Promise<Result> {
  const { policies, packs, params, header, comparison, store = inMemory() } = input;
  const judging = policies.map((policy) => answering(policy, packs));
  const asOf = input.asOf ?? new Date(header.startedAt);
  const waivers = new Waivers(input.waivers ?? [], asOf);
  const tally = new Tally({ excusesKnown: comparison?.excusesNothing !== true });
  const accounts: ResultAccount[] = [];
  const gaps: Gap[] = [];
  for await (const recording of input.accounts) {
    const { account, notes } = accountFacts(recording);
    const judged = evaluate(account, judging, { asOf, answererOf, ...(params && { params }) });
    const waived = waivers.apply(located(judged, input));
    const findings = comparison?.mark(waived) ?? waived;
    store.add(account.id, findings);
    for (const finding of findings) tally.add(finding);
    accounts.push(describeAccount(recording, [...notesOnStatus(recording), ...notes]));
    gaps.push(...gapsOf(recording));
  }
  accounts.sort((a, b) => (a.id < b.id ? -1 : 1));
  const described = policies.map(describePolicy);
  return {
    schema: resultSchemaId,
    tool: { name, version },
    source: { kind: input.kind, recordedBy: header.tool, startedAt: header.startedAt },
    asOf: asOf.toISOString(),
    accounts,
    packs,
    policies: described,
    summary: tally.summary,
    gate: decideGate(tally, accounts, input.gate),
    gaps: gaps.sort((a, b) => (a.account < b.account ? -1 : Number(a.account > b.account))),
    ...sinceBaseline(comparison, { accounts, policies: described }),
    ...whatBecameOf(waivers, { accounts, policies }),
    findings: { [Symbol.iterator]: () => store.all()[Symbol.iterator]() },
  };
}

const idsOf = (items: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ id }) => id));

const sinceBaseline = (
  comparison: BaselineComparison | undefined,
  judged: Pick<Result, "accounts" | "policies">,
): Pick<Result, "baseline"> =>
  comparison === undefined
    ? {}
    : { baseline: { asOf: comparison.asOf, resolved: comparison.resolved(judged) } };

const whatBecameOf = (
  waivers: Waivers,
  { accounts, policies }: { accounts: readonly ResultAccount[]; policies: readonly Policy[] },
): Pick<Result, "waivers"> => {
  const complete = accounts.filter(({ status }) => status === "complete");
  const outcomes = waivers.outcomes({ policies: idsOf(policies), accounts: idsOf(complete) });
  return outcomes.length > 0 ? { waivers: outcomes } : {};
};

/** A finding names the requirements of the packs that were asked for; the policy itself names all. */
function answering(policy: Policy, packs: readonly Pack[]): Policy {
  const chosen = packs.map(({ id }) => id);
  if (chosen.length === 0) return policy;
  const controls = Object.entries(policy.controls).filter(([id]) => chosen.includes(id));
  return { ...policy, controls: Object.fromEntries(controls) };
}

const describeAccount = (
  { account, status }: AccountRecording,
  notes: readonly string[],
): ResultAccount => ({
  id: account.account,
  ...(account.name !== undefined && { name: account.name }),
  partition: account.partition,
  status,
  regions: account.regions,
  ...(account.regionsFrom && { regionsFrom: account.regionsFrom }),
  ...(account.regionsSkipped?.length && { regionsSkipped: account.regionsSkipped }),
  ...(notes.length > 0 && { notes }),
});

/** Why an account was not seen wholly. */
function notesOnStatus({ account, calls, status }: AccountRecording): readonly string[] {
  const { operation, error } = calls.at(-1) ?? {};
  if (status === "cut-off") return [cutOff];
  if (status === "complete" || error === undefined) return [];
  return [`Account ${account.account} could not be entered: sts:${operation}: ${error.code}.`];
}

const cutOff =
  "The recording of this account is cut off: what was not asked any more is unknown. Continue it with: trailwarden collect --resume FILE";

const describePolicy = (policy: Policy): Result["policies"][number] => {
  const { id, title, severity, scope, risk, controls, references } = policy;
  return { id, title, severity, scope, risk, controls, references };
};
