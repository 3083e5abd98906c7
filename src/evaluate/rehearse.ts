import { parseFactPath } from "../model/fact-path.ts";
import type { Account } from "../model/facts/account.ts";
import type { Status } from "../model/finding.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Policy, PolicyCase, TestedPolicy } from "../model/policy.ts";
import type { AnswererOf } from "../model/question.ts";
import { scopeOf } from "../model/scope.ts";
import { isListing, type Listing, type Unknown } from "../model/unknown.ts";
import { evaluate } from "./evaluate.ts";
import { exampleAccount, exampleTime } from "./example-account.ts";

/** A case of a policy and the verdict it really gave. */
export interface Rehearsed {
  readonly policy: string;
  readonly name: string;
  readonly expected: Status;
  readonly actual: Status;
  /** The verdict is unknown because the policy itself is wrong. */
  readonly isFaulty: boolean;
  /** What the findings said, for a case that surprises. */
  readonly messages: readonly string[];
}

/** Runs a policy's own cases, each on a fresh copy of the example account. */
export const rehearse = (policy: TestedPolicy, answererOf: AnswererOf): Rehearsed[] =>
  policy.tests.map((test) => {
    const findings = evaluate(accountFor(policy, test), [policy], {
      asOf: new Date(test.asOf ?? exampleTime),
      answererOf,
      ...(test.params && { params: { [policy.id]: test.params } }),
    });
    return {
      policy: policy.id,
      name: test.name,
      expected: test.expect,
      actual: worst(findings.map(({ status }) => status)),
      isFaulty: findings.some(({ missing }) =>
        missing.some(({ reason }) => reason === "policy-error"),
      ),
      messages: findings.map(({ message }) => message),
    };
  });

const byWeight: readonly Status[] = ["fail", "unknown", "pass", "not-applicable"];

/** The verdict that counts where there are several. */
export const worst = (statuses: readonly Status[]): Status =>
  byWeight.find((status) => statuses.includes(status)) ?? "not-applicable";

type Mutable = { [member: string]: unknown };

/** The example account as a case has it. */
export function accountFor({ scope }: Policy, { given = {}, unknown = [] }: PolicyCase): Account {
  const account = structuredClone(exampleAccount);
  const { variable, list } = scopeOf(scope);
  const subject = list ? (account[list] as Listing<object>).$items[0] : account;
  const roots: { [name: string]: unknown } = { account, [variable]: subject };
  for (const [name, change] of Object.entries(given)) {
    apply(roots[name] as Mutable, change as JsonObject);
  }
  for (const path of unknown) forget(roots, path);
  return account;
}

/** Writes a change over the example in place: whatever shares an object shares the change. */
function apply(target: Mutable, change: JsonObject): void {
  for (const [member, value] of Object.entries(change)) {
    const current = target[member];
    if (value === null) delete target[member];
    else if (isListing(current) && Array.isArray(value)) {
      target[member] = { $items: value.map((item) => variant(current, item)), $unseen: [] };
    } else if (isObject(current) && isObject(value) && member !== "tags") {
      apply(current as Mutable, value);
    } else target[member] = value;
  }
}

/** An item of a list in a case is the example's first item, changed. */
function variant({ $items }: Listing<unknown>, change: Json): unknown {
  const item = structuredClone($items[0] ?? {}) as Mutable;
  if (isObject(change)) apply(item, change);
  return item;
}

/** Makes a fact unknown; `list[]` leaves a list as it is, with more that was not seen. */
function forget(roots: { readonly [name: string]: unknown }, path: string): void {
  const [variable, ...members] = parseFactPath(path);
  const unknown: Unknown = { $unknown: "access-denied", detail: "made unknown by the case" };
  const isMore = members.at(-1) === "[]";
  if (isMore) members.pop();
  const last = members.pop() ?? "";
  let owner = roots[variable] as Mutable;
  for (const member of members) owner = owner[member] as Mutable;
  const current = owner[last];
  if (isListing(current)) {
    owner[last] = { $items: isMore ? current.$items : [], $unseen: [unknown] };
  } else owner[last] = unknown;
}
