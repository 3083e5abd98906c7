import type { Account } from "../model/facts/account.ts";
import type { Finding } from "../model/finding.ts";
import type { ParameterValue, Policy, Variables } from "../model/policy.ts";
import { scopeOf } from "../model/scope.ts";
import type { Unseen } from "../model/unknown.ts";
import { decidedBy, factsUsed, toMissing } from "./evidence.ts";
import { findingId } from "./finding-id.ts";
import { judge, type Verdict } from "./judge.ts";
import { describeMissing, fill, fillFix } from "./message.ts";
import { byImportance } from "./order.ts";
import { accountSubject, listOf, type Subject, subjectOf } from "./subjects.ts";
import { View } from "./view.ts";

export interface Circumstances {
  /** The moment that policies about time judge at. */
  readonly asOf: Date;
  /** Parameter values that replace a policy's defaults, by policy id. */
  readonly params?: { readonly [policy: string]: { readonly [name: string]: ParameterValue } };
}

/** Judges one account by every policy. Pure: the same facts give the same findings. */
export function evaluate(
  account: Account,
  policies: readonly Policy[],
  circumstances: Circumstances,
): Finding[] {
  const view = new View();
  return policies
    .flatMap((policy) => judgeAll(policy, account, view, circumstances))
    .sort(byImportance);
}

function judgeAll(
  policy: Policy,
  account: Account,
  view: View,
  circumstances: Circumstances,
): Finding[] {
  const { $items, $unseen } = listOf(policy.scope, account);
  // What was left out on request is not missed where each thing is judged by itself.
  const missed = $unseen.filter(({ $unknown }) => $unknown !== "not-requested");
  const findings = $items.map((item) =>
    judgeOne(policy, subjectOf(policy.scope, item, account), account, view, circumstances),
  );
  if (missed.length > 0) return [...findings, notSeen(policy, account, missed)];
  return findings.length > 0 ? findings : [nothingToJudge(policy, account)];
}

function judgeOne(
  policy: Policy,
  subject: Subject,
  account: Account,
  view: View,
  { asOf, params }: Circumstances,
): Finding {
  const { variable, type } = scopeOf(policy.scope);
  const roots = { account, [variable]: subject.facts };
  const values = { ...policy.params, ...params?.[policy.id] };
  const variables: Variables = {
    account: view.of(account, "Account"),
    [variable]: view.of(subject.facts, type),
    params: values,
    asOf,
  };
  const used = factsUsed([...(policy.when?.reads ?? []), ...policy.pass.reads], roots);
  const verdict = judge({ policy, variables, view, subject: variable, used: () => used });
  const finding = {
    ...describe(policy, account, subject, verdict),
    message: messageOf(policy, verdict, () => fill(policy.message, roots, values)),
    evidence: used.evidence,
  };
  if (verdict.status !== "fail") return finding;
  return {
    ...finding,
    evidence: decidedBy(used.evidence, policy.pass.decisive(variables), roots),
    fix: fillFix(policy.fix, roots, values),
  };
}

function messageOf(policy: Policy, { status, missing }: Verdict, whenFailed: () => string): string {
  switch (status) {
    case "fail":
      return whenFailed();
    case "pass":
      return policy.title;
    case "unknown":
      return `Cannot tell whether this holds: ${policy.title}. ${describeMissing(missing)}`;
    case "not-applicable":
      return `Does not apply: ${policy.title}`;
  }
}

const describe = (policy: Policy, account: Account, subject: Subject, verdict: Verdict) => {
  const place = { account: account.id, region: subject.region, resource: subject.resource };
  return {
    id: findingId(policy, place),
    policy: policy.id,
    status: verdict.status,
    severity: policy.severity,
    ...place,
    missing: verdict.missing,
    controls: policy.controls,
  };
};

/** There may be more of what the policy judges than could be listed. */
function notSeen(policy: Policy, account: Account, unseen: readonly Unseen<object>[]): Finding {
  const { list } = scopeOf(policy.scope);
  const missing = unseen.map((unknown) => toMissing(`account.${list}`, unknown));
  const verdict: Verdict = { status: "unknown", missing };
  return {
    ...describe(policy, account, accountSubject(account), verdict),
    message: messageOf(policy, verdict, () => ""),
    evidence: [],
  };
}

/** Nothing there is no pass: a policy without anything to judge says so, once. */
function nothingToJudge(policy: Policy, account: Account): Finding {
  const { list } = scopeOf(policy.scope);
  const { $unseen } = listOf(policy.scope, account);
  const where = $unseen.length === 0 ? "the account" : "the Regions that were looked at";
  const verdict: Verdict = { status: "not-applicable", missing: [] };
  const { evidence } = factsUsed(list ? [["account", list]] : [], { account });
  return {
    ...describe(policy, account, accountSubject(account), verdict),
    message: `Does not apply: ${policy.title}. There is nothing of the kind in ${where}.`,
    evidence,
  };
}
