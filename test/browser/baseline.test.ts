import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toResolved } from "../../src/evaluate/compare/earlier-result.ts";
import { render } from "../../src/report/formats/html.ts";
import { accessibilityOf, launchBrowser, openFile, overflowOf } from "../harness/browser.ts";
import { emptyFolder } from "../harness/cli.ts";
import { numbered } from "../harness/compared.ts";
import { rendered, resultOf } from "../harness/results.ts";

const report = join(emptyFolder(), "report.html");
let browser: Browser;

beforeAll(async () => {
  const changes = ["new", "worse", "same"] as const;
  const findings = changes.map((change, number) => numbered(number, { change }));
  const baseline = { asOf: "2026-01-01T09:30:00.000Z", resolved: [toResolved(numbered(9))] };
  writeFileSync(report, rendered(render, resultOf(findings, { baseline })));
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test.for([
  ["light", 1280],
  ["dark", 360],
] as const)(
  "a report with a baseline is accessible and fits, %s, %i pixels wide",
  async ([colorScheme, width]) => {
    const viewport = { width, height: 900 };
    const { page, troubles } = await openFile(browser, report, { colorScheme, viewport });
    const { grave, looked } = await accessibilityOf(page);
    expect(grave).toEqual([]);
    expect(looked).toContain("color-contrast");
    expect(await overflowOf(page)).toBe(0);
    expect(troubles).toEqual([]);
    expect(await page.locator(".finding .change").allTextContents()).toEqual(["New:", "Worse:"]);
    const resolved = page.getByRole("region", { name: "Resolved findings" });
    expect(await resolved.locator("tbody tr").count()).toBe(1);
  },
);
