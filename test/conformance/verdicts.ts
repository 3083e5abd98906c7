import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { ParameterValue } from "../../src/model/policy.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";

export const policies = await compilePolicies(builtIn.policies);

export type Parameters = {
  readonly [policy: string]: { readonly [name: string]: ParameterValue };
};

/** The verdicts of all built-in policies, as of the time of the recording's calls. */
export function judge(
  recording: AccountRecording,
  asOf: string,
  params: Parameters = {},
): Finding[] {
  const { account } = accountFacts(recording);
  return evaluate(account, policies, { asOf: new Date(asOf), params });
}

/** Findings that blame the policy instead of the account. */
export const policyErrors = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) =>
    finding.missing
      .filter(({ reason }) => reason === "policy-error")
      .map(({ detail }) => `${describe(finding)}: ${detail}`),
  );

/** Known without any call: the account line says it. */
const ofTheAccountLine = /^account\.(id|partition)$/;

/** Passes that rest on a fact no recorded call has told, or on no fact at all. */
export function unfoundedPasses(
  { calls }: AccountRecording,
  findings: readonly Finding[],
): string[] {
  const made = new Set(
    calls.map(({ service, operation, region }) => `${service}:${operation} ${region}`),
  );
  return findings
    .filter(({ status }) => status === "pass")
    .flatMap((finding) => {
      const told = finding.evidence.filter(({ fact }) => !ofTheAccountLine.test(fact));
      if (told.length === 0) return [`${describe(finding)}: no evidence`];
      return told
        .filter(({ call, region, at }) => at === undefined || !made.has(`${call} ${region}`))
        .map(({ fact, call }) => `${describe(finding)}: ${fact} from ${call}, never made`);
    });
}

/**
 * Verdicts that are reached only once one of the calls is missing. Who sees less can come to know
 * less, but not to another pass or fail.
 */
export function bolderWhenBlinder(
  recording: AccountRecording,
  asOf: string,
  params: Parameters = {},
): string[] {
  const whole = new Set(judge(recording, asOf, params).map(decided));
  return recording.calls.flatMap((left) => {
    const rest = { ...recording, calls: recording.calls.filter((call) => call !== left) };
    return judge(rest, asOf, params)
      .filter(({ status }) => status === "pass" || status === "fail")
      .filter((finding) => !whole.has(decided(finding)))
      .map((finding) => `${describe(finding)} without ${left.operation} in ${left.region}`);
  });
}

const decided = ({ id, status }: Finding): string => `${id} ${status}`;

const describe = ({ policy, status, resource }: Finding): string =>
  `${policy} ${status} on ${resource.name}`;
