import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/csv.ts";
import { finding, many, variety } from "../harness/findings.ts";
import { rendered, resultOf, variedResult } from "../harness/results.ts";

/** A reader of RFC 4180, as strict as it is written. */
function parse(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (fields.lastIndex < text.length) {
    const match = fields.exec(text);
    if (match === null) throw new Error("not RFC 4180");
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

function rowsOf(findings: readonly Finding[]): { [column: string]: string }[] {
  const [header = [], ...records] = parse(rendered(render, resultOf(findings)));
  return records.map((record) => {
    expect(record).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, index) => [name, record[index] ?? ""]));
  });
}

const messageOf = (message: string): string => rowsOf([finding({ message })])[0]?.["message"] ?? "";

describe("CSV", () => {
  test("has one row a finding, and looks like this", async () => {
    const text = rendered(render, variedResult());
    expect(parse(text)).toHaveLength(1 + 5);
    await expect(text).toMatchFileSnapshot("../golden/variety.csv");
  });

  test("is the header alone where there is nothing", () => {
    expect(parse(rendered(render, resultOf([])))).toHaveLength(1);
  });

  test("tells waiver, change and declaration", () => {
    const [declared, waived, unknown] = rowsOf(variety());
    expect(declared).toMatchObject({
      waived: "no",
      waiver_reason: "",
      change: "new",
      declared_file: "infra/trail.tf",
      declared_line: "12",
      declared_address: "aws_cloudtrail.main",
      controls: "cis-aws-5.0 3.2; aws-best-practices P3",
    });
    expect(waived).toMatchObject({
      status: "fail",
      waived: "yes",
      waiver_reason: "Moved in March",
      waiver_owner: "platform",
      waiver_ticket: "SEC-7",
      waiver_expires: "2026-03-31",
      change: "same",
    });
    expect(unknown).toMatchObject({
      status: "unknown",
      missing: "trail.isLogging (access-denied)",
      permissions: "cloudtrail:GetTrailStatus",
    });
  });

  test("quotes quotes, commas and semicolons", () => {
    expect(messageOf('a "b", c; d')).toBe('a "b", c; d');
  });

  test("keeps a record on a line", () => {
    expect(messageOf("a\r\nb\u2028c\u202e")).toBe("a\\u{d}\\u{a}b\\u{2028}c\\u{202e}");
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\uff1d1", "%x", "|calc"])(
    "keeps %s from being a formula",
    (text) => expect(messageOf(text)).toBe(`'${text}`),
  );

  test("keeps a list that is cut at semicolons from being formulas", () => {
    expect(messageOf("a; =cmd()")).toBe("a;' =cmd()");
  });

  test("leaves other text as it is", () => {
    expect(messageOf("Trail main-a has x=1 and y+2 @home")).toBe(
      "Trail main-a has x=1 and y+2 @home",
    );
  });

  test("has no limit", () => {
    const text = rendered(render, resultOf([], { findings: many(30_000) }));
    expect(text.split("\r\n")).toHaveLength(30_002);
  });
});
