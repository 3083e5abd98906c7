import type { Account } from "../model/facts/account.ts";
import type { Missing } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { Expression } from "../model/policy.ts";
import { type ScopeName, scopeOf } from "../model/scope.ts";
import { toMissing } from "./evidence.ts";
import { whatWasMissing } from "./judge.ts";
import { resolve } from "./resolve.ts";
import { listOf, type Subject, subjectOf } from "./subjects.ts";
import { View } from "./view.ts";
import { viewedValue } from "./viewed-value.ts";

/** What an expression gave for one thing: its value, or what keeps it from having one. */
export interface Tried {
  readonly name: string;
  readonly region: string;
  readonly value?: Json;
  readonly missing: readonly Missing[];
}

export interface TriedAccount {
  readonly account: string;
  readonly tried: readonly Tried[];
  /** Why there may be more things of the scope. */
  readonly unseen: readonly Missing[];
}

/** Evaluates an expression for everything of a scope in an account. */
export function tryExpression(
  expression: Expression,
  { account, scope, asOf }: { account: Account; scope: ScopeName; asOf: Date },
): TriedAccount {
  const { $items, $unseen } = listOf(scope, account);
  const view = new View();
  const tried = $items.map((item) => {
    const subject = subjectOf(scope, item, account);
    const { name } = subject.resource;
    return {
      name,
      region: subject.region,
      ...tryOne(expression, { subject, account, scope, asOf, view }),
    };
  });
  const list = `account.${scopeOf(scope).list}`;
  const unseen = $unseen.flatMap((unknown) => toMissing(list, unknown));
  return { account: account.id, tried, unseen };
}

interface On {
  readonly subject: Subject;
  readonly account: Account;
  readonly scope: ScopeName;
  readonly asOf: Date;
  readonly view: View;
}

function tryOne(
  { reads, value }: Expression,
  { subject, account, scope, asOf, view }: On,
): Pick<Tried, "value" | "missing"> {
  const { variable, type } = scopeOf(scope);
  view.forget();
  try {
    const found = value({
      account: view.of(account, "Account"),
      [variable]: view.of(subject.facts, type),
      asOf,
    });
    return { value: viewedValue(found), missing: [] };
  } catch (error) {
    const facts = resolve(reads, { account, [variable]: subject.facts });
    return { missing: whatWasMissing(error, view.touched, variable, facts) };
  }
}
