import fc from "fast-check";
import { expect, test } from "vitest";
import { anchor, code, codeBlock, plain, prose, table, template } from "../scripts/markdown.ts";

/** The cells of a row as GitHub finds them: a backslash takes the character after it along. */
function cells(row: string): string[] {
  const found = [""];
  for (const [token] of row.matchAll(/\\.|./gs)) {
    if (token === "|") found.push("");
    else found[found.length - 1] += token;
  }
  return found.slice(1, -1);
}

/** Undoes what `plain` does, by the rule that a backslash shows the punctuation after it. */
const shown = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

const hostile = fc.string({ unit: fc.constantFrom(..."|\\`<>*_[]{}#&~$-+1. \na") });

test("plain text shows what it says and holds no markup", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = plain(text);
      expect(shown(written)).toBe(text.replace(/\s*\n\s*/g, " "));
      expect(written.replace(/\\./g, "")).not.toMatch(/[\\`*_{}[\]<>#~&$]/);
      expect(written).not.toMatch(/^(\d+[.)]|[-+=])(\s|$)/);
    }),
  );
});

test("a table has as many cells as it was given, whatever is in them", () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 2, maxLength: 4 }), (texts) => {
      const header = texts.map((_, index) => `${index}`);
      const rows = table(header, [texts.map(plain), texts.map(code), texts.map(prose)]).split("\n");
      expect(rows).toHaveLength(5);
      for (const row of rows) expect(cells(row)).toHaveLength(texts.length);
    }),
  );
});

test("no backtick of a code can end it", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = code(text);
      fc.pre(written.startsWith("`"));
      const fence = /^`+/.exec(written)?.[0] ?? "";
      const runs = [...written.matchAll(/`+/g)].map(([run]) => run);
      expect(runs.filter((run) => run === fence)).toHaveLength(2);
      const block = codeBlock(text).split("\n");
      expect(block.filter((line) => line.startsWith(block[0] ?? ""))).toHaveLength(2);
    }),
  );
});

test("code and places keep their kind", () => {
  expect(prose("Region name, `eu-west-1` <here>")).toBe("Region name, `eu-west-1` \\<here\\>");
  expect(template("Trail {{trail.name}} is *off*")).toBe("Trail `{{trail.name}}` is \\*off\\*");
  expect(code("a`b")).toBe("``a`b``");
  expect(code("`a`")).toBe("`` `a` ``");
  expect(table(["a"], [[code("x || y")], [plain("x | y")]])).toBe(
    "| a |\n|---|\n| `x \\|\\| y` |\n| x \\| y |",
  );
});

test("an anchor is what GitHub makes of a heading", () => {
  expect(anchor("cis-aws-5.0")).toBe("cis-aws-50");
});
