import validate from "virtual:validator/result";
import { describe, expect, test } from "vitest";
import { packFindings, unpackFindings } from "../../src/cli/packed-findings.ts";
import { toResolved } from "../../src/evaluate/compare/earlier-result.ts";
import { render as html } from "../../src/report/formats/html.ts";
import { render as json } from "../../src/report/formats/json.ts";
import { render as text } from "../../src/report/formats/text.ts";
import { numbered } from "../harness/compared.ts";
import { rendered, resultOf } from "../harness/results.ts";

const hostile = "gone\u001b[2J<script>";

const compared = resultOf(
  [
    ...Array.from({ length: 20 }, (_, number) => numbered(number, { change: "same" })),
    numbered(20, { change: "new" }),
    numbered(21, { change: "worse" }),
    numbered(22, { status: "pass", change: "new" }),
  ],
  {
    baseline: {
      asOf: "2026-01-01T09:30:00.000Z",
      resolved: Array.from({ length: 12 }, (_, number) =>
        toResolved(
          numbered(100 + number, {
            resource: { type: "AWS::CloudTrail::Trail", id: "arn", name: `${hostile}${number}` },
          }),
        ),
      ),
    },
  },
);

describe("the text report of a run with a baseline", () => {
  const written = rendered(text, compared);

  test("tells what it is compared with, and what is new before what is known", () => {
    expect(written).toContain("compared with a baseline as of 2026-01-01 09:30 UTC");
    const marks = [...written.matchAll(/^ {2}(NEW|WORSE|known|FAIL) /gm)].map(([, mark]) => mark);
    expect(marks).toEqual(["NEW", "WORSE", ...Array.from({ length: 8 }, () => "known")]);
  });

  test("names a few of what is resolved, safely", () => {
    expect(written).toContain("Resolved since the baseline (12)");
    expect(written).toContain("and 2 more");
    expect(written).not.toContain("\u001b");
  });

  test("says nothing of one where there is none", () => {
    const { baseline: _, ...without } = compared;
    expect(rendered(text, without)).not.toMatch(/Resolved|baseline as of/);
  });
});

describe("the HTML report of a run with a baseline", () => {
  const written = rendered(html, compared);

  test("counts and marks what is new, and lists what is resolved", () => {
    expect(written).toContain("1 new, 1 worse, 20 known.");
    expect([...written.matchAll(/<span class="change">(\w+):/g)].map(([, label]) => label)).toEqual(
      ["New", "Worse"],
    );
    expect(written).toContain('<a href="#resolved">12 of its findings are resolved</a>');
    expect(written).toContain('<h2 id="resolved">Resolved since the baseline</h2>');
    expect(written).not.toContain(hostile);
    expect(written).toContain("gone\\u{1b}[2J&lt;script&gt;11");
  });

  test("says nothing of one where there is none", () => {
    const { baseline: _, ...without } = compared;
    const plain = rendered(html, { ...without, findings: [numbered(1)] });
    expect(plain).not.toMatch(/Since the baseline|id="resolved"|class="change"/);
  });
});

test("JSON with a baseline is valid", () => {
  const stored = JSON.parse(rendered(json, { ...compared, policies: [] }));
  expect(validate(stored), JSON.stringify(validate.errors)).toBe(true);
});

test("findings that wait on disk keep what happened to them", () => {
  const findings = [numbered(1, { change: "worse" })];
  const [{ account, controls }] = findings as [(typeof findings)[number]];
  expect(unpackFindings(packFindings(findings), account, () => controls)).toEqual(findings);
});
