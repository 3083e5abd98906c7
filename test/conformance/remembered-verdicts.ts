import { answererOf } from "../../src/analyze/answer/answer.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import type { FactPath } from "../../src/model/fact-path.ts";
import type { Account } from "../../src/model/facts/account.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Policy } from "../../src/model/policy.ts";
import type { Answerer, AnswererOf, Question } from "../../src/model/question.ts";
import { scopeOf } from "../../src/model/scope.ts";
import { type Member, needingMore, partsOf } from "./part-of-account.ts";
import type { Parameters } from "./verdicts.ts";

// Most of the calls that are hidden from a recording leave most of the account as it was. So what
// rests on the same facts is worked out once. Only verdicts may be taken from here: the evidence of
// a finding names calls and times, and facts that are alike may come from others.

const ofTrails: readonly Member[] = ["id", "partition", "regions", "trails"];

/** What each analysis reads of an account. */
const readsOfAnalysis: { readonly [kind in Question["kind"]]: readonly Member[] } = {
  events: ofTrails,
  duplicates: ofTrails,
  alarm: [...ofTrails, "logGroups"],
};

const answers = new Map<string, object>();
const verdicts = new Map<string, readonly Verdict[]>();
const members = new Map<string, readonly Member[]>();

/** A finding without what it rests on. */
export type Verdict = Pick<Finding, "id" | "policy" | "status" | "resource">;

/** What passes or fails. */
export function decidedVerdicts(
  account: Account,
  policies: readonly Policy[],
  { asOf, params }: { readonly asOf: string; readonly params: Parameters },
): Verdict[] {
  const partOf = partsOf(account);
  return policies.flatMap((policy) => {
    const read = members.get(policy.id) ?? readsOf(policy);
    members.set(policy.id, read);
    const { part, key } = partOf(read);
    const asked = JSON.stringify([policy.id, asOf, params[policy.id], key]);
    const known = verdicts.get(asked) ?? judge(part, policy, { asOf, params });
    verdicts.set(asked, known);
    return known;
  });
}

function judge(
  part: Account,
  policy: Policy,
  { asOf, params }: { readonly asOf: string; readonly params: Parameters },
): Verdict[] {
  const findings = evaluate(part, [policy], {
    ...{ asOf: new Date(asOf), params },
    answererOf: rememberedAnswersOf,
  });
  const [problem] = needingMore(findings);
  if (problem !== undefined) throw new Error(`more is read than is known of: ${problem}`);
  return findings
    .filter(({ status }) => status === "pass" || status === "fail")
    .map(({ id, policy: by, status, resource }) => ({ id, policy: by, status, resource }));
}

const rememberedAnswersOf: AnswererOf = (account, asOf): Answerer => {
  const partOf = partsOf(account);
  return (question, region) => {
    const { part, key } = partOf(readsOfAnalysis[question.kind]);
    const asked = JSON.stringify([asOf, question, region, key]);
    const known = answers.get(asked) ?? answererOf(part, asOf)(question, region);
    answers.set(asked, known);
    return known;
  };
};

/** What a policy reads of an account: the things it judges, and what its texts and question name. */
function readsOf({ scope, reads, message, fix, ask, params }: Policy): Member[] {
  const { list } = scopeOf(scope);
  const texts = [message, ...Object.values(fix)].flatMap(({ parts }) => parts);
  const paths = [...reads, ...texts.filter((part): part is FactPath => typeof part !== "string")];
  const named = paths.filter(([root]) => root === "account").map(([, member]) => member as Member);
  const question = ask?.(params ?? {});
  return [
    ...new Set([
      ...(["id", "partition"] as const),
      ...(list === undefined ? [] : [list]),
      ...named.filter((member) => member !== undefined),
      ...(question === undefined ? [] : readsOfAnalysis[question.kind]),
    ]),
  ];
}
