import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render as asff } from "../../src/report/formats/asff.ts";
import { render as csv } from "../../src/report/formats/csv.ts";
import { render as html } from "../../src/report/formats/html.ts";
import { render as json } from "../../src/report/formats/json.ts";
import { render as ndjson } from "../../src/report/formats/ndjson.ts";
import { render as ocsf } from "../../src/report/formats/ocsf.ts";
import { render as sarif } from "../../src/report/formats/sarif.ts";
import { render as text } from "../../src/report/formats/text.ts";
import { printable } from "../../src/report/printable.ts";
import { finding } from "../harness/findings.ts";
import { ocsfErrors, sarifErrors } from "../harness/published.ts";
import { rendered, resultOf } from "../harness/results.ts";

/** Names come from AWS or a file: anything may be in them. */
const nasty = fc.oneof(
  fc.constantFrom("", " ", "\n\t"),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 1500 }),
  fc.constantFrom(
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"'`=&{{x}}{{{y}}}",
    "\u001b]0;owned\u0007\u001b[31mred\u001b[0m\r\n\u0008",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "\ud800 alone",
    "::error::owned%0A",
    "x".repeat(5000),
    "👩‍👩‍👧‍👦".repeat(300),
  ),
);

const hostile: fc.Arbitrary<Finding> = fc
  .record({ name: nasty, message: nasty, fact: nasty, value: nasty, detail: nasty, cli: nasty })
  .chain(({ name, message, fact, value, detail, cli }) =>
    fc.constantFrom("fail", "pass", "unknown", "not-applicable").map((status) =>
      finding({
        status,
        message: `Bucket ${message}`,
        resource: { type: "AWS::S3::Bucket", id: `arn:aws:s3:::${name}`, name },
        evidence: [{ fact: `bucket.${fact}`, value, call: detail, region: name, at: value }],
        missing:
          status === "unknown"
            ? [{ fact: `bucket.${fact}`, reason: "access-denied", detail, permission: cli }]
            : [],
        fix: { text: `Do ${message}`, cli, terraform: value },
      }),
    ),
  );

const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/;

describe("whatever names hold", () => {
  test("the terminal gets no control characters and no hidden ones", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (findings) => {
        expect(rendered(text, resultOf(findings))).not.toMatch(controls);
      }),
    );
  });

  test("ASFF stays within every limit of the format, and is well-formed text", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (findings) => {
        const written = rendered(asff, resultOf(findings));
        expect(written.isWellFormed()).toBe(true);
        const expected = findings.filter(({ status }) => status !== "not-applicable").length;
        expect(JSON.parse(written)).toHaveLength(expected);
      }),
    );
  });

  test("JSON gives back what went in", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (findings) => {
        expect(JSON.parse(rendered(json, resultOf(findings))).findings).toEqual(
          JSON.parse(JSON.stringify(findings)),
        );
      }),
    );
  });

  test("formats for programs hold no control characters and no hidden ones", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (findings) => {
        for (const format of [csv, ndjson, ocsf, sarif]) {
          // CSV ends its records so.
          const written = rendered(format, resultOf(findings)).replaceAll("\r\n", "\n");
          expect(written).not.toMatch(controls);
          expect(written.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test("SARIF and OCSF stay what their schemas allow", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), nasty, (findings, place) => {
        const placed = findings.map((one) => ({
          ...one,
          account: place,
          region: place,
          declared: { file: place, line: 3, address: place },
          waiver: { reason: place, owner: place, ticket: place, expires: place },
        }));
        const result = resultOf([...findings, ...placed]);
        expect(sarifErrors(JSON.parse(rendered(sarif, result)))).toEqual([]);
        expect(JSON.parse(rendered(ocsf, result)).flatMap(ocsfErrors)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("NDJSON gives back what went in", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (findings) => {
        const [, ...lines] = rendered(ndjson, resultOf(findings)).trimEnd().split("\n");
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(findings)));
      }),
    );
  });

  test("HTML has no tag and no attribute that the template does not have", () => {
    const plain = structureOf(rendered(html, resultOf([example("plain")])));
    fc.assert(
      fc.property(nasty, (name) => {
        expect(structureOf(rendered(html, resultOf([example(`x${name}`)])))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });
});

const example = (name: string): Finding =>
  finding({
    message: name,
    resource: { type: "AWS::S3::Bucket", id: `arn:aws:s3:::${name}`, name },
    evidence: [{ fact: name, value: name, call: name, region: name, at: name }],
    fix: { text: name, cli: name, terraform: name },
  });

/** Tags with the names of their attributes, values left out; lines may break where a name has dots. */
function structureOf(page: string): string[] {
  const body = page.slice(page.indexOf("<body"), page.lastIndexOf("<script"));
  return [...body.matchAll(/<\/?[a-z][^\s>]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>/gi)]
    .map(([tag]) => tag.replaceAll(/="[^"]*"/g, ""))
    .filter((tag) => tag !== "<wbr>");
}

test("printable text is left as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (value) => {
      expect(printable(value)).toBe(value);
    }),
  );
  expect(printable("ünï© 名前 🎉")).toBe("ünï© 名前 🎉");
});
