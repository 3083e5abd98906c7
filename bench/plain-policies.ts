import type { ASTNode } from "@marcbachmann/cel-js";
import { answererOf } from "../src/analyze/answer/answer.ts";
import type { Account } from "../src/model/facts/account.ts";
import type { PolicySource } from "../src/model/policy.ts";
import { type Answerer, answerTo, questionKindOf } from "../src/model/question.ts";
import { scopeOf } from "../src/model/scope.ts";
import { runEnvironment } from "../src/policy/cel-environment.ts";
import { questionMaker } from "../src/policy/question.ts";

// The built-in policies as plain functions: what judging an account cannot cost less than. They are
// made of the policies' own conditions, for facts of which nothing is unknown.

type Variables = { readonly [name: string]: unknown };
type Test = (variables: Variables) => boolean;

interface PlainPolicy {
  readonly source: PolicySource;
  readonly question: ReturnType<typeof questionMaker>;
  readonly when: Test | undefined;
  readonly pass: Test;
}

const environment = runEnvironment(() => false);

export const plainPolicies = (sources: readonly PolicySource[]): PlainPolicy[] =>
  sources.map((source) => ({
    source,
    question: questionMaker(source),
    when: source.when === undefined ? undefined : toFunction(source.when),
    pass: toFunction(source.pass),
  }));

const operators: { readonly [op: string]: string } = { "==": "===", "!=": "!==" };
const plain = ["&&", "||", "<", "<=", ">", ">=", "+", "-", "==", "!="];

/** A condition as JavaScript; `v` holds the variables, `i(list)` its items. */
function toFunction(text: string): Test {
  const { ast } = environment.parse(text);
  const source = translate(ast, new Set());
  // The bench alone makes code of text, and only of the project's own policies.
  return new Function("i", "size", "v", `return ${source};`).bind(null, items, size) as Test;
}

/** The items of a list, or the keys of a map. */
function items(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  const { $items } = list as { readonly $items?: readonly unknown[] };
  return $items ?? Object.keys(list as object);
}

const size = (value: unknown): number =>
  typeof value === "string" ? value.length : items(value).length;

function translate({ op, args }: ASTNode, bound: ReadonlySet<string>): string {
  const inner = (node: ASTNode): string => translate(node, bound);
  const parts = (Array.isArray(args) ? args : []) as unknown as readonly ASTNode[];
  const [first, second, third] = parts as [ASTNode, ASTNode, ASTNode];
  if (plain.includes(op)) return `(${inner(first)} ${operators[op] ?? op} ${inner(second)})`;
  switch (op as string) {
    case "id":
      return bound.has(args as string) ? (args as string) : `v.${args as string}`;
    case "value":
      return typeof args === "bigint" ? String(args) : JSON.stringify(args);
    case ".":
      return `${inner(first)}.${(args as unknown as [ASTNode, string])[1]}`;
    case "!_":
      return `!${inner(args as unknown as ASTNode)}`;
    case "?:":
      return `(${inner(first)} ? ${inner(second)} : ${inner(third)})`;
    case "list":
      return `[${parts.map(inner).join(", ")}]`;
    case "in":
      return `i(${inner(second)}).includes(${inner(first)})`;
    default:
      return translateCall(op, args as never, bound);
  }
}

const functions: { readonly [name: string]: (...args: string[]) => string } = {
  has: (path = "") => `(${path} !== undefined)`,
  timestamp: (text) => `Date.parse(${text})`,
  hoursBefore: (time, count) => `(${time} - ${count} * 3600000)`,
  daysBefore: (time, count) => `(${time} - ${count} * 86400000)`,
  size: (value) => `size(${value})`,
  undecided: () => `(() => { throw new Error("undecided"); })()`,
};
const macros: { readonly [name: string]: string } = { all: "every", exists: "some" };

function translateCall(
  op: string,
  args: readonly [name: string, ...rest: unknown[]],
  bound: ReadonlySet<string>,
): string {
  const [name] = args;
  if (op === "call") {
    const inner = (args[1] as ASTNode[]).map((node) => translate(node, bound));
    const make = functions[name];
    if (make === undefined) throw new Error(`no plain function for ${name}()`);
    return make(...inner);
  }
  const [receiver, rest] = [args[1] as ASTNode, args[2] as ASTNode[]];
  const [variable, body] = rest as [ASTNode, ASTNode?];
  const target = translate(receiver, bound);
  if (body === undefined) return `${target}.${name}(${translate(variable, bound)})`;
  const item = variable.args as string;
  const test = translate(body, new Set([...bound, item]));
  return `i(${target}).${macros[name] ?? name}((${item}) => ${test})`;
}

export interface Counts {
  pass: number;
  fail: number;
}

/** Judges an account, and counts what passes and what fails. */
export function judgePlainly(
  account: Account,
  policies: readonly PlainPolicy[],
  asOf: Date,
  counts: Counts,
): void {
  const answer = answererOf(account, asOf);
  for (const policy of policies) {
    const { list } = scopeOf(policy.source.scope);
    const subjects = list === undefined ? [account] : items(account[list]);
    for (const subject of subjects) judge(policy, subject, { account, answer, asOf }, counts);
  }
}

interface Around {
  readonly account: Account;
  readonly answer: Answerer;
  readonly asOf: Date;
}

function judge(policy: PlainPolicy, subject: unknown, around: Around, counts: Counts): void {
  const { source, question, when, pass } = policy;
  const { variable, type } = scopeOf(source.scope);
  const params = source.params ?? {};
  const { account, answer, asOf } = around;
  const kind = questionKindOf(source.ask);
  const region = type === "Region" ? (subject as { name: string }).name : undefined;
  const variables: Variables = {
    ...{ account, [variable]: subject, params, asOf: asOf.getTime() },
    ...(kind && question && { [answerTo[kind].variable]: answer(question(params), region) }),
  };
  if (when !== undefined && !when(variables)) return;
  if (pass(variables)) counts.pass += 1;
  else counts.fail += 1;
}
