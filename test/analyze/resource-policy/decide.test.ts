import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContextValue } from "../../../src/analyze/resource-policy/condition.ts";
import { decide } from "../../../src/analyze/resource-policy/decide.ts";
import { parsePolicy } from "../../../src/analyze/resource-policy/parse.ts";
import type { Caller } from "../../../src/analyze/resource-policy/principal.ts";
import type { Statement } from "../../../src/analyze/resource-policy/statement.ts";
import { type Carried, referenceAllows } from "./reference.ts";

const accounts = ["111111111111", "222222222222"];
const services = ["cloudtrail.amazonaws.com", "config.amazonaws.com"];
const keys = ["k:one", "k:two"];
const values = ["a", "b", "ab", "true", "false"];

const oneOrMore = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 });
const patterns = fc.record({
  isNegated: fc.boolean(),
  patterns: oneOrMore(fc.constantFrom("*", "s:get", "s:*", "s:?ut", "x")),
});

const condition = fc
  .record({
    operator: fc.constantFrom(
      ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "Bool", "Null"],
    ),
    quantifier: fc.constantFrom(undefined, "any" as const, "all" as const),
    ifExists: fc.boolean(),
    key: fc.constantFrom(...keys),
    values: oneOrMore(fc.constantFrom(...values, "*", "a*", "?")),
  })
  // Null has neither quantifier nor IfExists.
  .map(({ quantifier, ...rest }) =>
    rest.operator === "Null"
      ? { ...rest, ifExists: false }
      : { ...rest, ...(quantifier && { quantifier }) },
  )
  .filter(
    ({ operator, values: wanted }) =>
      operator !== "Null" || wanted.every((value) => value === "true" || value === "false"),
  );

const named = fc.constantFrom(
  { type: "AWS" as const, name: "*" },
  ...accounts.map((name) => ({ type: "AWS" as const, name })),
  ...services.map((name) => ({ type: "Service" as const, name })),
);

const statement: fc.Arbitrary<Statement> = fc.record({
  effect: fc.constantFrom("Allow", "Allow", "Deny"),
  principals: fc.record({ isNegated: fc.boolean(), named: oneOrMore(named) }),
  actions: patterns,
  resources: patterns,
  conditions: fc.array(condition, { maxLength: 2 }),
});

const caller: fc.Arbitrary<Caller> = fc.oneof(
  fc.constantFrom(...accounts).map((accountId) => ({ kind: "account" as const, accountId })),
  fc.constantFrom(...services).map((service) => ({ kind: "service" as const, service })),
);

const request = fc.record({
  caller,
  action: fc.constantFrom("s:get", "S:put", "x"),
  resource: fc.constantFrom("s:get", "s:put", "x"),
});

const held: fc.Arbitrary<readonly string[]> = fc.constantFrom(...values).map((value) => [value]);
const known: fc.Arbitrary<ContextValue> = fc.oneof(held, fc.constant("absent" as const));
const context = (value: fc.Arbitrary<ContextValue>) => fc.tuple(value, value);

/** Every way in which what is unknown may turn out. */
function completions(given: readonly ContextValue[]): Carried[] {
  const possible = given.map((value): (readonly string[] | undefined)[] => {
    if (value === "unknown") return [undefined, ...values.map((one) => [one])];
    return [value === "absent" ? undefined : value];
  });
  return (possible[0] ?? []).flatMap((one) =>
    (possible[1] ?? []).map((two) => ({ [keys[0] ?? ""]: one, [keys[1] ?? ""]: two })),
  );
}

const policies = fc.array(statement, { maxLength: 4 });
const lookup = (given: readonly ContextValue[]) => (key: string) =>
  given[keys.indexOf(key)] ?? "unknown";

describe("decisions", () => {
  test("are IAM's where everything is known", () => {
    fc.assert(
      fc.property(policies, request, context(known), (statements, asked, given) => {
        const [carried] = completions(given);
        const said = decide(statements, { ...asked, context: lookup(given) });
        const isAllowed = referenceAllows(statements, asked, carried ?? {});
        expect(said).toBe(isAllowed ? "allowed" : "denied");
      }),
      { numRuns: 4000 },
    );
  });

  test("hold whatever the unknown turns out to be", () => {
    const open = fc.oneof(known, fc.constant("unknown" as const));
    fc.assert(
      fc.property(policies, request, context(open), (statements, asked, given) => {
        const said = decide(statements, { ...asked, context: lookup(given) });
        const each = completions(given).map((one) => referenceAllows(statements, asked, one));
        if (said === "allowed") expect(each).not.toContain(false);
        if (said === "denied") expect(each).not.toContain(true);
      }),
      { numRuns: 4000 },
    );
  });

  test("about anyone hold for each caller", () => {
    fc.assert(
      fc.property(policies, request, context(known), (statements, asked, given) => {
        const everyone = { ...asked, caller: { kind: "anyone" as const } };
        const said = decide(statements, { ...everyone, context: lookup(given) });
        const one = decide(statements, { ...asked, context: lookup(given) });
        if (said !== "undecidable") expect(one).toBe(said);
      }),
    );
  });
});

describe("what cannot be decided", () => {
  const allow = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
  const deny = { ...allow, Effect: "Deny" };
  const odd = { Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } } };
  const ask = (...given: object[]) =>
    decide(parsePolicy(JSON.stringify({ Statement: given })) ?? [], {
      caller: { kind: "account", accountId: "111111111111" },
      action: "s3:GetObject",
      resource: "arn:aws:s3:::logs/x",
      context: () => ["1.3"],
    });

  test("matters where it decides", () => {
    expect(ask({ ...allow, ...odd })).toBe("undecidable");
    expect(ask(allow, { ...deny, ...odd })).toBe("undecidable");
  });

  test("does not matter where something else does", () => {
    expect(ask({ ...allow, ...odd }, allow)).toBe("allowed");
    expect(ask(allow, deny, { ...deny, ...odd })).toBe("denied");
    expect(ask({ ...allow, ...odd, Action: "s3:PutObject" })).toBe("denied");
    expect(ask({ ...deny, ...odd })).toBe("denied");
  });
});
