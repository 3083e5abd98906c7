import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePolicy } from "../../../src/analyze/resource-policy/parse.ts";

const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
const parsed = (...statements: unknown[]) => parsePolicy(JSON.stringify({ Statement: statements }));

test("one or many is all the same", () => {
  const many = parsed({ ...statement, Principal: { AWS: ["*"] }, Action: ["s3:GetObject"] });
  expect(parsePolicy(JSON.stringify({ Statement: statement }))).toEqual(many);
});

test("operators come apart, and keys lose their case", () => {
  const Condition = {
    "ForAnyValue:StringLikeIfExists": { "AWS:PrincipalOrgPaths": "o-1/*" },
    Bool: { "aws:SecureTransport": false },
  };
  expect(parsed({ ...statement, Condition })?.[0]?.conditions).toEqual([
    {
      operator: "StringLike",
      quantifier: "any",
      ifExists: true,
      key: "aws:principalorgpaths",
      values: ["o-1/*"],
    },
    { operator: "Bool", ifExists: false, key: "aws:securetransport", values: ["false"] },
  ]);
});

const malformed: readonly (readonly [string, unknown])[] = [
  ["no object", 5],
  ["another effect", { ...statement, Effect: "allow" }],
  ["no action", { ...statement, Action: undefined }],
  ["both kinds of action", { ...statement, NotAction: "s3:PutObject" }],
  ["both kinds of principal", { ...statement, NotPrincipal: "*" }],
  ["an unknown kind of principal", { ...statement, Principal: { Robot: "*" } }],
  ["a principal that is no text", { ...statement, Principal: { AWS: 111122223333 } }],
  ["a condition that is a text", { ...statement, Condition: "true" }],
  ["a condition key with an object", { ...statement, Condition: { Bool: { a: { b: 1 } } } }],
  ["a member that nobody knows", { ...statement, Unless: "Sunday" }],
];

for (const [name, given] of malformed) {
  test(`a statement with ${name} makes the whole policy unreadable`, () => {
    expect(parsed(statement, given)).toBeUndefined();
  });
}

test("what is no policy is unreadable", () => {
  for (const text of ["", "{", "[]", "null", '{"Statement": 5}', "{}"]) {
    expect(parsePolicy(text)).toBeUndefined();
  }
});

test("nothing throws, whatever it is given", () => {
  const name = fc.constantFrom(
    ...["Effect", "Principal", "NotPrincipal", "Action", "Resource", "Condition"],
    ...["AWS", "Allow", "Bool", "__proto__", "constructor"],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("Allow", "*", "x", null, 1, true),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      parsePolicy(JSON.stringify({ Statement: one }));
    }),
  );
});
