import type { Account } from "../../model/facts/account.ts";
import type { Finding } from "../../model/finding.ts";
import type { ParameterValue, Policy, TestedPolicy } from "../../model/policy.ts";
import type { AnswererOf } from "../../model/question.ts";
import { evaluate } from "../evaluate.ts";
import { exampleAccount, exampleTime } from "../example-account.ts";
import { accountFor, worst } from "../rehearse.ts";
import type { ManagementEventsOf } from "./consequences.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";
import { factsBehind, isAnyBehind } from "./reads.ts";
import { recallOf } from "./recall.ts";
import { workbenchOf } from "./workbench.ts";

/** What policies need from the analyses. */
export interface Analyses {
  readonly answererOf: AnswererOf;
  readonly managementEventsOf: ManagementEventsOf;
}

/** A policy and the change that it answers wrongly. */
export interface Surprise {
  readonly policy: string;
  /** `account.trails[main].isLogging: true → false` */
  readonly change: string;
}

/** What changing one fact at a time tells of policies. */
export interface MutationReport {
  readonly policies: number;
  /** Changes of the example account. */
  readonly mutations: number;
  /** Policies that no change makes fail, neither of the example nor of a case that they pass. */
  readonly neverFails: readonly string[];
  /** Policies that fail though nothing that they read has changed. */
  readonly unrelated: readonly Surprise[];
  /** Policies that a change keeps from being judged, though every fact is known. */
  readonly broken: readonly Surprise[];
  /** Policies that were judged from a case of their own, with its name. */
  readonly fromCases: readonly { readonly policy: string; readonly name: string }[];
  /** Facts whose change makes no policy fail: `Trail.tags`. */
  readonly idle: readonly string[];
}

/** An account that policies pass, to be changed. */
interface Start {
  readonly account: Account;
  readonly asOf: Date;
  readonly params?: { readonly [name: string]: ParameterValue };
}

/** What one change does to one policy. */
interface Effect {
  readonly policy: Policy;
  readonly mutation: Mutation;
  readonly kind: "fails" | "unrelated" | "broken";
}

const example: Start = { account: exampleAccount, asOf: new Date(exampleTime) };

/**
 * Changes one fact at a time of the example account, and sees which policies notice. A policy that
 * does not pass the example, or that needs two changes to fail, is judged from its passing cases.
 */
export function mutate(policies: readonly TestedPolicy[], analyses: Analyses): MutationReport {
  const mutations = mutationsOf(example.account, example.asOf);
  const unchanged = judgeAll(policies, example, analyses.answererOf);
  const passing = policies.filter(({ id }) => verdictOf(unchanged.get(id)) === "pass");
  const effects = effectsOf(passing, example, mutations, analyses);
  const failing = failingIn(effects);
  const fromCases = policies
    .filter(({ id }) => !failing.has(id))
    .map((policy) => ({ policy, ...firstThatFails(policy, analyses) }));
  const all = [...effects, ...fromCases.flatMap((one) => one.effects)];
  const noticed = failingIn(all);
  const failingFacts = new Set(
    all.filter(({ kind }) => kind === "fails").map(({ mutation }) => mutation.fact),
  );
  return {
    policies: policies.length,
    mutations: mutations.length,
    neverFails: policies.map(({ id }) => id).filter((id) => !noticed.has(id)),
    unrelated: surprises(all, "unrelated"),
    broken: surprises(all, "broken"),
    fromCases: fromCases.flatMap(({ policy, name }) =>
      name === undefined ? [] : [{ policy: policy.id, name }],
    ),
    idle: [...new Set(mutations.map(({ fact }) => fact))].filter((fact) => !failingFacts.has(fact)),
  };
}

const failingIn = (effects: readonly Effect[]): ReadonlySet<string> =>
  new Set(effects.filter(({ kind }) => kind === "fails").map(({ policy }) => policy.id));

const surprises = (effects: readonly Effect[], wanted: Effect["kind"]): Surprise[] =>
  effects
    .filter(({ kind }) => kind === wanted)
    .map(({ policy, mutation: { path, says } }) => ({
      policy: policy.id,
      change: `${path}: ${says}`,
    }));

function judgeAll(
  policies: readonly Policy[],
  { account, asOf, params }: Start,
  answererOf: AnswererOf,
): ReadonlyMap<string, readonly Finding[]> {
  const own = params && Object.fromEntries(policies.map(({ id }) => [id, params]));
  const findings = evaluate(account, policies, { asOf, answererOf, ...(own && { params: own }) });
  const judged = new Map<string, Finding[]>(policies.map(({ id }) => [id, []]));
  for (const finding of findings) judged.get(finding.policy)?.push(finding);
  return judged;
}

const passes = (policy: Policy, start: Start, { answererOf }: Analyses): boolean =>
  verdictOf(judgeAll([policy], start, answererOf).get(policy.id)) === "pass";

const verdictOf = (findings: readonly Finding[] = []) =>
  worst(findings.map(({ status }) => status));

function effectsOf(
  policies: readonly Policy[],
  start: Start,
  mutations: readonly Mutation[],
  { answererOf, managementEventsOf }: Analyses,
): Effect[] {
  const recall = recallOf(start.account, start.asOf, answererOf);
  const bench = workbenchOf(start.account, managementEventsOf);
  const behind = policies.map((policy) => ({ policy, facts: factsBehind(policy) }));
  return mutations.flatMap((mutation) => {
    const { facts, places } = bench.change(mutation);
    const related = new Set(
      behind.filter((one) => isAnyBehind(facts, one.facts)).map(({ policy }) => policy),
    );
    // A condition sees what it names; only the answer to a question could depend on anything.
    const concerned = policies.filter((one) => one.ask !== undefined || related.has(one));
    // Analyses remember what they know of an account, whose facts never change but here.
    const changed = { ...start, account: structuredClone(bench.account) };
    const judged = judgeAll(concerned, changed, recall(places));
    bench.restore();
    return concerned.flatMap((policy): Effect[] => {
      const kind = kindOf(judged.get(policy.id) ?? [], related.has(policy));
      return kind === undefined ? [] : [{ policy, mutation, kind }];
    });
  });
}

function kindOf(findings: readonly Finding[], isRelated: boolean): Effect["kind"] | undefined {
  const isBroken = findings.some(({ missing }) =>
    missing.some(({ reason }) => reason === "policy-error"),
  );
  if (isBroken) return "broken";
  if (verdictOf(findings) !== "fail") return undefined;
  return isRelated ? "fails" : "unrelated";
}

/** The first passing case from which one more change makes the policy fail. */
function firstThatFails(
  policy: TestedPolicy,
  analyses: Analyses,
): { readonly effects: readonly Effect[]; readonly name?: string } {
  for (const test of policy.tests.filter(({ expect }) => expect === "pass")) {
    const asOf = new Date(test.asOf ?? exampleTime);
    const account = accountFor(policy, test);
    const start = { account, asOf, ...(test.params && { params: test.params }) };
    if (!passes(policy, start, analyses)) continue;
    const effects = effectsOf([policy], start, mutationsOf(account, asOf), analyses);
    if (failingIn(effects).has(policy.id)) return { effects, name: test.name };
  }
  return { effects: [] };
}
