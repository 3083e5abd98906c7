import validate from "virtual:validator/publication";
import { describe, expect, test } from "vitest";
import type { Publication, PublicationEntry } from "../../src/model/publication.ts";
import { render as json } from "../../src/report/publication/json.ts";
import { render as text } from "../../src/report/publication/text.ts";

const entry = (given: Partial<PublicationEntry> = {}): PublicationEntry => ({
  ...{ action: "create", outcome: "delivered", id: "trailwarden/x/1", title: "Trails log: main" },
  ...{ status: "FAILED", account: "111122223333", region: "eu-west-1" },
  ...given,
});

const publication = (given: Partial<Publication> = {}): Publication => ({
  ...{ schema: "trailwarden/publication/v1", tool: { name: "trailwarden", version: "0.0.0" } },
  ...{ destination: "securityhub", dryRun: false, asOf: "2026-01-15T12:00:00.000Z" },
  summary: {
    ...{ create: 0, update: 0, archive: 0, unchanged: 0, kept: 0, notDelivered: 0, leftOut: 0 },
    ...given.summary,
  },
  ...{ hubs: [], entries: [] },
  ...given,
});

const shown = (given: Partial<Publication>): string =>
  [...text(publication(given), { color: false, columns: 80 })].join("");

describe("a publication as text", () => {
  test("shows twenty changes of a kind, and how many more there are", () => {
    const said = shown({ entries: Array.from({ length: 23 }, () => entry()) });
    expect(said).toContain("Created (23)");
    expect(said.split("\n").filter((line) => line.startsWith("  FAILED "))).toHaveLength(20);
    expect(said).toContain("  and 3 more; --format json has them all");
  });

  test("tells what is planned as such", () => {
    const said = shown({ dryRun: true, entries: [entry({ outcome: "planned" })] });
    expect(said).toContain("To create (1)");
    expect(said).toContain("nothing was sent: this is a dry run");
  });

  test("names every finding that was not delivered, and each reason of hubs once", () => {
    const refused = entry({
      outcome: "not-delivered",
      undelivered: { code: "InvalidInput", message: "data.Title \u001b[2J is wrong" },
    });
    const problem = { code: "AccessDeniedException", message: "no", findings: 2 };
    const hub = { account: "111122223333", unchanged: 0, kept: 0, problem };
    const said = shown({
      entries: Array.from({ length: 30 }, () => refused),
      hubs: ["eu-west-1", "us-east-1"].map((region) => ({ ...hub, region })),
      summary: { ...publication().summary, notDelivered: 34 },
    });
    const unwrapped = said.replace(/\s+/g, " ");
    expect(unwrapped.match(/InvalidInput: data\.Title \\u\{1b\}\[2J/g)).toHaveLength(30);
    expect(said).toContain("4 findings of 111122223333 in eu-west-1, us-east-1:");
    expect(said).toContain("not delivered: 34 findings, 2 hubs not reached");
    expect(said).not.toContain("\u001b");
  });

  test("says what was left alone, and what was left out", () => {
    const said = shown({ summary: { ...publication().summary, kept: 1, leftOut: 2 } });
    expect(said).toContain("1 active finding left alone");
    expect(said).toContain("2 findings left out on request");
  });
});

test("a publication as JSON gives back what went in, and drives no terminal", () => {
  const given = publication({ entries: [entry({ title: "\u001b[2J\u202e\u0085" }), entry()] });
  const said = [...json(given)].join("");
  expect(JSON.parse(said)).toEqual(given);
  expect(validate(JSON.parse(said))).toBe(true);
  expect(said.replaceAll("\n", "")).toMatch(/^[\x20-\x7e]*$/);
});
