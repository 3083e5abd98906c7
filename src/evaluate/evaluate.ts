import type { FactPath } from "../model/fact-path.ts";
import type { Account } from "../model/facts/account.ts";
import type { Finding } from "../model/finding.ts";
import type { ParameterValue, Policy, Variables } from "../model/policy.ts";
import { type Answerer, type AnswererOf, answerTo } from "../model/question.ts";
import { scopeOf } from "../model/scope.ts";
import type { Unseen } from "../model/unknown.ts";
import { decidedBy, toEvidence, toMissing } from "./evidence.ts";
import { findingId } from "./finding-id.ts";
import { judge, type Verdict } from "./judge.ts";
import { describeMissing, fill, fillFix } from "./message.ts";
import { byImportance, byPlace } from "./order.ts";
import { resolve } from "./resolve.ts";
import { accountSubject, listOf, type Subject, subjectOf } from "./subjects.ts";
import { View } from "./view.ts";

export interface Circumstances {
  /** The moment that policies about time judge at. */
  readonly asOf: Date;
  /** Answers what policies ask of the analyses. */
  readonly answererOf: AnswererOf;
  /** Parameter values that replace a policy's defaults, by policy id. */
  readonly params?: { readonly [policy: string]: { readonly [name: string]: ParameterValue } };
}

/** Judges one account by every policy. Pure: the same facts give the same findings. */
export function evaluate(
  account: Account,
  policies: readonly Policy[],
  circumstances: Circumstances,
): Finding[] {
  const { asOf, params, answererOf } = circumstances;
  const run: Run = { account, asOf, params, view: new View(), answer: answererOf(account, asOf) };
  return [...policies].sort(byImportance).flatMap((policy) => judgeAll(policy, run).sort(byPlace));
}

type Mutable = { [name: string]: object };

/** What all verdicts on an account have in common. */
interface Run {
  readonly account: Account;
  readonly asOf: Date;
  readonly params: Circumstances["params"];
  readonly view: View;
  readonly answer: Answerer;
}

function judgeAll(policy: Policy, run: Run): Finding[] {
  const { account } = run;
  const { $items, $unseen } = listOf(policy.scope, account);
  // What was left out on request, or is no part of a change, is not missed where each thing is judged
  // by itself.
  const missed = $unseen.filter(
    ({ $unknown }) => $unknown !== "not-requested" && $unknown !== "undeclared",
  );
  const findings = $items.map((item) =>
    judgeOne(policy, subjectOf(policy.scope, item, account), run),
  );
  if (missed.length > 0) return [...findings, notSeen(policy, account, missed)];
  return findings.length > 0 ? findings : [nothingToJudge(policy, account)];
}

function judgeOne(policy: Policy, subject: Subject, run: Run): Finding {
  const { account, view, asOf } = run;
  const { variable, type } = scopeOf(policy.scope);
  const values = { ...policy.params, ...run.params?.[policy.id] };
  const roots: Mutable = { account, [variable]: subject.facts };
  const variables: Mutable = {
    account: view.of(account, "Account"),
    [variable]: view.of(subject.facts, type),
    params: values,
    asOf,
  };
  const wasAsked = addAnswer({ policy, subject, values, roots, variables }, run);
  const facts = (reads = policy.reads) =>
    resolve(policy.ask !== undefined && !wasAsked() ? ownOf(reads) : reads, roots);
  const verdict = judge({ policy, variables, view, subject: variable, facts });
  const judged = { policy, account, subject, verdict };
  switch (verdict.status) {
    case "not-applicable":
      return findingOf({ ...judged, evidence: toEvidence(facts(policy.when?.reads)) });
    case "fail":
      return findingOf({
        ...judged,
        message: fill(policy.message, roots, values),
        evidence: decidedBy(toEvidence(facts()), decisiveOf(policy, variables), roots),
        fix: fillFix(policy.fix, roots, values),
      });
    default:
      return findingOf({ ...judged, evidence: toEvidence(facts()) });
  }
}

/** Without the facts of an answer: what was decided without asking rests on none of them. */
const ownOf = (reads: readonly FactPath[]): readonly FactPath[] =>
  reads.filter(([variable]) => !answerVariables.has(variable));

const answerVariables: ReadonlySet<string> = new Set(
  Object.values(answerTo).map(({ variable }) => variable),
);

/** What an answer says of itself tells more than that it is no. */
function decisiveOf({ pass, tells }: Policy, variables: Variables): readonly FactPath[] {
  const [answer] = tells[0] ?? [];
  return [...pass.decisive(variables).filter(([variable]) => variable !== answer), ...tells];
}

interface Asking {
  readonly policy: Policy;
  readonly subject: Subject;
  readonly values: { readonly [name: string]: ParameterValue };
  readonly roots: Mutable;
  readonly variables: Mutable;
}

/**
 * The answer to what the policy asks, about one Region where Regions are judged. It is worked out
 * when it is read: a policy that does not apply asks nothing. Tells whether it was.
 */
function addAnswer({ policy, subject, values, roots, variables }: Asking, run: Run): () => boolean {
  const question = policy.ask?.(values);
  if (question === undefined) return () => false;
  let isAsked = false;
  const { variable, type } = answerTo[question.kind];
  const isOfRegion = scopeOf(policy.scope).type === "Region";
  const answer = () => run.answer(question, isOfRegion ? subject.region : undefined);
  Object.defineProperty(roots, variable, { enumerable: true, get: answer });
  const get = () => {
    isAsked = true;
    return run.view.of(answer(), type);
  };
  Object.defineProperty(variables, variable, { enumerable: true, get });
  return () => isAsked;
}

/** What a finding is made of; without a message it says what its status means. */
interface Judged {
  readonly policy: Policy;
  readonly account: Account;
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly evidence: Finding["evidence"];
  readonly message?: string;
  readonly fix?: Finding["fix"];
}

function findingOf({ policy, account, subject, verdict, evidence, message, fix }: Judged): Finding {
  const { region, resource } = subject;
  return {
    id: findingId(policy, account.id, subject),
    policy: policy.id,
    status: verdict.status,
    severity: policy.severity,
    account: account.id,
    region,
    resource,
    message: message ?? meaningOf(policy, verdict),
    evidence,
    missing: verdict.missing,
    controls: policy.controls,
    ...(fix && { fix }),
  };
}

function meaningOf({ title }: Policy, { status, missing }: Verdict): string {
  if (status === "unknown") {
    return `Cannot tell whether this holds: ${title}. ${describeMissing(missing)}`;
  }
  return status === "not-applicable" ? `Does not apply: ${title}` : title;
}

/** There may be more of what the policy judges than could be listed. */
function notSeen(policy: Policy, account: Account, unseen: readonly Unseen<object>[]): Finding {
  const { list } = scopeOf(policy.scope);
  const missing = unseen.flatMap((unknown) => toMissing(`account.${list}`, unknown));
  const subject = accountSubject(account);
  const finding = findingOf({
    ...{ policy, account, subject, evidence: [] },
    verdict: { status: "unknown", missing },
  });
  // Where Regions are judged, one of them is called as the account is: the rest is none of them.
  return { ...finding, id: findingId(policy, account.id, { ...subject, region: "" }) };
}

/** Nothing there is no pass: a policy without anything to judge says so, once. */
function nothingToJudge(policy: Policy, account: Account): Finding {
  const { list } = scopeOf(policy.scope);
  const { $unseen } = listOf(policy.scope, account);
  const wasAll = $unseen.length === 0;
  const isDeclared = $unseen.some(({ $unknown }) => $unknown === "undeclared");
  const seen = isDeclared ? "what is declared" : "the Regions that were looked at";
  const where = wasAll ? "the account" : seen;
  return findingOf({
    ...{ policy, account, subject: accountSubject(account) },
    verdict: { status: "not-applicable", missing: [] },
    message: `Does not apply: ${policy.title}. There is nothing of the kind in ${where}.`,
    evidence: toEvidence(resolve(list ? [["account", list]] : [], { account })),
  });
}
