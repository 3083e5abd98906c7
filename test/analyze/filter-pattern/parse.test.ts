import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFilterPattern } from "../../../src/analyze/filter-pattern/parse.ts";
import { conditionsOf } from "../../../src/analyze/filter-pattern/pattern.ts";
import { parsed } from "./patterns.ts";

/** The pattern with the wrong place marked. */
function faultIn(text: string): string {
  const result = parseFilterPattern(text);
  if ("pattern" in result) return "no error";
  const { message, position, length } = result.error;
  const end = position + length;
  return `${text.slice(0, position)}<${text.slice(position, end)}>${text.slice(end)} ${message}`;
}

/** With parentheses around everything that is joined. */
function shape(text: string): string {
  type Shown = { readonly kind: string; readonly operands?: readonly Shown[]; condition?: unknown };
  const show = (it: Shown): string =>
    it.operands === undefined
      ? String((it.condition as { literal: { text: string } }).literal.text)
      : `(${it.operands.map(show).join(` ${it.kind} `)})`;
  const pattern = parsed(text);
  return pattern.kind === "json" ? show(pattern.expression as Shown) : pattern.kind;
}

describe("JSON patterns", () => {
  test.each([
    ["{$.a=x||$.a=y&&$.a=z}", "(x or (y and z))"],
    ["{ ($.a = x || $.a = y) && $.a = z }", "((x or y) and z)"],
    ["{ (($.a = x)) }", "x"],
    [" { $.a = x && $.a = y && $.a = z || $.a = w } ", "((x and y and z) or w)"],
  ])("%s", (text, expected) => expect(shape(text)).toBe(expected));

  test.each([
    ["{ $.a = kms.amazonaws.com }", { kind: "text", text: "kms.amazonaws.com" }],
    ["{ $.a = *UnauthorizedOperation}", { kind: "text", text: "*UnauthorizedOperation" }],
    ['{ $.a = "Failed authentication" }', { kind: "text", text: "Failed authentication" }],
    ['{ $.a = "5" }', { kind: "text", text: "5" }],
    ["{ $.a = 5 }", { kind: "number", value: 5, text: "5" }],
    ["{ $.a = -1.5e+3}", { kind: "number", value: -1500, text: "-1.5e+3" }],
    ["{ $.a = 5xx }", { kind: "text", text: "5xx" }],
    ["{ $.a = 4* }", { kind: "text", text: "4*" }],
    ["{ $.a = %^[a-z]{2}\\.x|y$% }", { kind: "regex", regex: "^[a-z]{2}\\.x|y$" }],
  ])("the value of %s", (text, literal) => {
    const pattern = parsed(text);
    expect(pattern.doubts).toEqual([]);
    expect(pattern.kind === "json" && conditionsOf(pattern.expression)[0]).toMatchObject({
      literal,
    });
  });

  test("every form of a field", () => {
    const pattern = parsed("{ $.a-b_1[0].*['x.y'].['z w'] NOT EXISTS || $.a[*] IS TRUE }");
    const conditions = pattern.kind === "json" ? conditionsOf(pattern.expression) : [];
    expect(conditions.map(({ selector }) => selector)).toEqual([
      [
        { kind: "member", name: "a-b_1" },
        { kind: "element", index: 0 },
        { kind: "any-member" },
        { kind: "member", name: "x.y" },
        { kind: "member", name: "z w" },
      ],
      [{ kind: "member", name: "a" }, { kind: "any-element" }],
    ]);
  });

  test.each([
    "{ $.a not EXISTS }",
    "{ $.a IS null }",
    '{ $.a = "a\\"b" }',
    '{ $.a = "a\\\\" }',
    "{ $.a = arn:aws:iam }",
  ])("%s is taken with a doubt", (text) => expect(parsed(text).doubts).toHaveLength(1));

  test.each([
    ["{ }", "{ <}> Expected $ before the name of a field."],
    ["{ $. = x }", "{ $.< >= x } Expected a field name after the dot."],
    ["{ $ = x }", "{ <$> = x } Expected a field name, such as $.eventName."],
    ["{ $.a x }", "{ $.a <x> } Expected one of = != < > <= >= after the field."],
    ["{ $.a = }", "{ $.a = <}> Expected a value."],
    ["{ $.a = x", "{ $.a = x<> Expected } to close the pattern, or && or || to go on."],
    ["{ ($.a = x }", "{ ($.a = x <}> Expected ) to close the parenthesis, or && or || to go on."],
    [
      "{ ($.a = Failed authentication) }",
      "{ ($.a = Failed <a>uthentication) } Expected ) to close the parenthesis, or && or || to go on.",
    ],
    ['{ $.a = "x }', '{ $.a = <"x }> The quotation mark is not closed.'],
    ["{ $.a = x } y", "{ $.a = x } <y> Nothing may follow the pattern."],
    ["{ $.a > x }", "{ $.a <> x> } > compares with a number only."],
    ["{ $.a EXISTS }", "{ $.a <E>XISTS } Expected one of = != < > <= >= after the field."],
    ["{ $.a IS NOT NULL }", "{ $.a IS <N>OT NULL } Expected NULL, TRUE or FALSE after IS."],
    [
      "{ $.a = %a(b)% }",
      "{ $.a = %a<(>b)% } A regular expression here cannot hold this character.",
    ],
    ["{ $.a = %é% }", "{ $.a = %<é>% } A regular expression here cannot hold this character."],
    ["{ $.a = %a }", "{ $.a = <%a }> The regular expression is not closed by %."],
    ["{ $.a = %% }", "{ $.a = <%%> } The regular expression is empty."],
    [
      "{ $.a = %a% || $.a = %b% || $.a = %c% }",
      "{ $.a = %a% || $.a = %b% || $.a = <%c%> } A pattern holds at most 2 regular expressions.",
    ],
    ["{ $.a[*].b[*] = x }", "{ <$.a[*].b[*]> = x } A field has at most one wildcard."],
    [
      "{ $.a[*] = 1 || $.* = 1 || $.b[*] = 1 || $.c.* = 1 }",
      "{ $.a[*] = 1 || $.* = 1 || $.b[*] = 1 || <$.c.*> = 1 } A pattern has at most 3 fields with a wildcard.",
    ],
    ["{ $.a[x] = 1 }", "{ $.a<[>x] = 1 } Expected [0], [*] or ['name']."],
    ["[a, b", "[a, b<> Expected the name of a field."],
    ["[a=1 && b=2]", "[a=1 && <b>=2] Expected a, the field of this place."],
    ["[..., a, ...]", "[..., a,< ...>] A pattern holds ... once."],
  ])("%s", (text, expected) => {
    if (text === "[a, b") expect(faultIn(text)).toContain("[a, b<>");
    else expect(faultIn(text)).toBe(expected);
  });

  test("1024 characters and no more", () => {
    const pattern = (length: number) => `{ $.a = ${"x".repeat(length - 10)} }`;
    expect(faultIn(pattern(1024))).toBe("no error");
    const result = parseFilterPattern(pattern(1027));
    expect(result).toEqual({
      error: { message: "A pattern has at most 1024 characters.", position: 1024, length: 3 },
    });
  });
});

test.each([
  ["", "everything"],
  ["  ", "everything"],
  ['" "', "everything"],
  ["ERROR", "terms"],
  ['?ERROR -"not found" %[45]\\d\\d%', "terms"],
  ["[ip, user, ..., status = 4* || status = 5*, bytes > 1000]", "fields"],
])("the language of %j is %s", (text, kind) => expect(parsed(text).kind).toBe(kind));

describe("whatever the text", () => {
  const tokens = [
    ..."{}[]()$.*\"'%=!<>&|?-, \\",
    ...["$.a", "&&", "||", "NOT EXISTS", "IS NULL", "%a%", '"x"', "12", "...", "é", "\n"],
  ];
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map((parts) => parts.join("")),
    fc
      .array(fc.constantFrom(...tokens), { maxLength: 12 })
      .map((parts) => `{ $.a = x ${parts.join(" ")} }`),
  );

  test("the parser answers, with a place inside the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseFilterPattern(text);
        if ("pattern" in result) return;
        const { position, length, message } = result.error;
        expect(position >= 0 && length >= 0 && position + length <= text.length).toBe(true);
        expect(message).toMatch(/\.$/);
      }),
      { numRuns: 5000 },
    );
  });

  test.each(["(", "{", "[", "$.a", '"', "%", "\\", "?", "{$.a=(", "!"])(
    "%s a thousandfold",
    (part) => {
      for (const prefix of ["", "{ ", "[", "{ $.a = "]) {
        expect(() => parseFilterPattern((prefix + part.repeat(1024)).slice(0, 1024))).not.toThrow();
      }
    },
  );
});
