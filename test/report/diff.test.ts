import validate from "virtual:validator/diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideDiff } from "../../src/evaluate/compare/diff-gate.ts";
import { type Diff, diffSchemaId } from "../../src/model/diff.ts";
import type { Result } from "../../src/model/result.ts";
import { render as json } from "../../src/report/diff/json.ts";
import { render as markdown } from "../../src/report/diff/markdown.ts";
import { render as text } from "../../src/report/diff/text.ts";
import { plainLook } from "../../src/report/render.ts";
import { diffOf, numbered, someResult, waiver } from "../harness/compared.ts";
import { resultOf } from "../harness/results.ts";

function diffBetween(old: Result, later: Result): Diff {
  const { summary, entries } = diffOf(old, later);
  const side = ({ asOf, accounts, policies }: Result) => ({
    asOf,
    accounts: accounts.length,
    policies: policies.length,
  });
  return {
    schema: diffSchemaId,
    tool: { name: "trailwarden", version: "0.0.0" },
    old: side(old),
    new: side(later),
    summary,
    ...decideDiff(summary, later, false),
    entries,
  };
}

const example = diffBetween(
  resultOf([
    numbered(1, { status: "pass" }),
    numbered(2, { status: "unknown" }),
    numbered(3),
    numbered(4),
    numbered(5, { severity: "critical" }),
    numbered(6),
    numbered(7, { policy: "trail-enabled", message: "No trail logs." }),
    numbered(8, { status: "pass" }),
  ]),
  resultOf([
    numbered(1),
    numbered(2),
    numbered(3, { status: "unknown", message: "Cannot tell whether this holds." }),
    numbered(4, { waiver }),
    numbered(5),
    numbered(6, { status: "pass", message: "Trails sign their log files" }),
    numbered(8, { status: "pass" }),
    numbered(9, { severity: "high" }),
  ]),
);

const written = (pieces: Iterable<string>): string => [...pieces].join("");

describe("a diff, written", () => {
  test("as text", async () => {
    await expect(written(text(example, plainLook))).toMatchFileSnapshot("../golden/diff.txt");
  });

  test("as Markdown", async () => {
    await expect(written(markdown(example))).toMatchFileSnapshot("../golden/diff.md");
  });

  test("as JSON, by its schema", () => {
    fc.assert(
      fc.property(someResult, someResult, (one, other) => {
        const diff = diffBetween(one, other);
        const parsed = JSON.parse(written(json(diff)));
        expect(parsed).toEqual(JSON.parse(JSON.stringify(diff)));
        expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  test("keeps to the width of the terminal, and says the same in color", () => {
    for (const columns of [40, 80, 120]) {
      const lines = written(text(example, { color: false, columns })).split("\n");
      expect(lines.filter((line) => line.length > columns)).toEqual([]);
    }
    const colored = written(text(example, { color: true, columns: 80 }));
    expect(colored).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are made of them
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(written(text(example, plainLook)));
  });
});

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(..."|\\`<>*_[]()!{}&~$@#:-\n\r\u001b\u202e1a. "),
    maxLength: 60,
  }),
  fc.constantFrom(
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example) https://evil.example www.evil.example",
    "@everyone | --- | `",
    "x".repeat(5000),
  ),
);

describe("whatever names hold", () => {
  const hostile = (name: string) =>
    diffBetween(
      resultOf([numbered(1, { status: "pass" })]),
      resultOf([
        numbered(1, {
          message: `Trail ${name}`,
          resource: { type: "AWS::CloudTrail::Trail", id: `arn:${name}`, name },
        }),
      ]),
    );

  test("the terminal gets no control characters and no hidden ones", () => {
    fc.assert(
      fc.property(nasty, (name) => {
        expect(written(text(hostile(name), plainLook))).not.toMatch(
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/,
        );
      }),
    );
  });

  test("Markdown keeps its lines and cells, and gets no markup, link or mention", () => {
    const plain = written(markdown(hostile("x"))).split("\n");
    fc.assert(
      fc.property(nasty, (name) => {
        const lines = written(markdown(hostile(name))).split("\n");
        expect(lines).toHaveLength(plain.length);
        const row = lines.find((line) => line.includes("trail-log-validation")) ?? "";
        const cells = row.replace(/\\./g, " ").split("|");
        expect(cells).toHaveLength(7);
        const shown = (cells[3] ?? "") + (cells[4] ?? "");
        expect(shown.replaceAll("<!-- -->", "")).not.toMatch(/[\\`*_{}[\]<>~$]|&(?!(amp|lt);)/);
        expect(shown).not.toMatch(/@\w|:\/\/|\bwww\./i);
      }),
    );
  });
});
