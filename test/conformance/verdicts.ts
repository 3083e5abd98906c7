import { answererOf } from "../../src/analyze/answer/answer.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { isAnswer } from "../../src/facts/reasons.ts";
import type { Finding, Status } from "../../src/model/finding.ts";
import type { ParameterValue } from "../../src/model/policy.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { decidedVerdicts, type Verdict } from "./remembered-verdicts.ts";

const policies = await compilePolicies(builtIn.policies);

export type Parameters = {
  readonly [policy: string]: { readonly [name: string]: ParameterValue };
};

/** The verdicts of built-in policies, of all unless some are named. */
export function judge(
  recording: AccountRecording,
  asOf: string,
  params: Parameters = {},
  ids?: readonly string[],
): Finding[] {
  const { account } = accountFacts(recording);
  const asked = policies.filter(({ id }) => ids === undefined || ids.includes(id));
  return evaluate(account, asked, {
    ...{ asOf: new Date(asOf), params },
    answererOf,
  });
}

const byWeight: readonly Status[] = ["fail", "unknown", "pass", "not-applicable"];

/** What findings on one thing say together. */
export function worst(findings: readonly Finding[]): Status {
  const found = byWeight.find((one) => findings.some(({ status }) => status === one));
  if (found === undefined) throw new Error("no policy of ours has a finding on this");
  return found;
}

/** Findings that blame the policy instead of the account. */
export const policyErrors = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) =>
    finding.missing
      .filter(({ reason }) => reason === "policy-error")
      .map(({ detail }) => `${describe(finding)}: ${detail}`),
  );

/** What an analysis found; the facts that it rests on stand beside it. */
const isWorkedOut = (fact: string): boolean => /^(coverage|copies|alarmPath)\./.test(fact);

/** Findings that say nothing of the account: the policy waits for a parameter. */
export const waitsForParameter = ({ policy }: Finding): boolean =>
  ["bucket-in-log-archive", "events-s3-required-buckets", "events-network-activity"].includes(
    policy,
  );

/** Passes that rest on a fact that no answered call has told, or on no fact at all. */
export function unfoundedPasses(
  { account, calls }: AccountRecording,
  findings: readonly Finding[],
): string[] {
  const answered = new Set(
    calls
      .filter(({ error }) => error === undefined || isAnswer(error))
      .map(({ service, operation, region, at }) => `${service}:${operation} ${region} ${at}`),
  );
  // The account line of a recording is itself the answer to this call.
  const toldByAccountLine = account.regionsFrom ?? "account:ListRegions";
  return findings
    .filter(({ status }) => status === "pass")
    .flatMap((finding) => {
      const told = finding.evidence.filter(
        ({ fact, call }) => call !== toldByAccountLine && !isWorkedOut(fact),
      );
      if (told.length === 0) return [`${describe(finding)}: no evidence`];
      return told
        .filter(({ call, region, at }) => !answered.has(`${call} ${region} ${at}`))
        .map(({ fact, call }) => `${describe(finding)}: ${fact} from ${call}, never answered`);
    });
}

/**
 * Verdicts that are reached only once one of the calls is missing or refused. Who sees less can come
 * to know less, but not to another pass or fail.
 */
export function bolderWhenBlinder(
  recording: AccountRecording,
  asOf: string,
  params: Parameters = {},
): string[] {
  const decidedFrom = (calls: readonly CallLine[]): Verdict[] =>
    decidedVerdicts(accountFacts({ ...recording, calls }).account, policies, { asOf, params });
  const whole = new Set(judge(recording, asOf, params).map(decided));
  const doubted = decidedFrom(recording.calls).filter((verdict) => !whole.has(decided(verdict)));
  if (doubted.length > 0) throw new Error(`remembered wrongly: ${doubted.map(describe).join()}`);
  return recording.calls.flatMap((hidden) => {
    const others = recording.calls.filter((call) => call !== hidden);
    return [others, [...others, refused(hidden)]].flatMap((calls) =>
      decidedFrom(calls)
        .filter((finding) => !whole.has(decided(finding)))
        .map((finding) => `${describe(finding)} without ${hidden.operation} in ${hidden.region}`),
    );
  });
}

const refused = ({ output: _, error: __, ...question }: CallLine): CallLine => ({
  ...question,
  error: { code: "AccessDenied", message: "not authorized", status: 403 },
});

const decided = ({ id, status }: Verdict): string => `${id} ${status}`;

const describe = ({ policy, status, resource }: Verdict): string =>
  `${policy} ${status} on ${resource.name}`;
