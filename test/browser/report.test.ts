import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityOf, launchBrowser, openFile, overflowOf } from "../harness/browser.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";

let browser: Browser;
let folder: string;
let report: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = emptyFolder();
  await runCli(["demo", folder]);
  report = join(folder, "report.html");
});
afterAll(() => browser?.close());

describe("the report of a real run", () => {
  test.for([
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
    ["dark", 360],
  ] as const)("is quiet, accessible and fits, %s, %i pixels wide", async ([colorScheme, width]) => {
    const { page, troubles } = await openFile(browser, report, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await page.getByRole("button", { name: "Open all" }).click();
    const { grave, looked } = await accessibilityOf(page);
    expect(grave).toEqual([]);
    expect(looked).toContain("color-contrast");
    expect(await overflowOf(page)).toBe(0);
    expect(troubles).toEqual([]);
  });

  test("its summary tells the verdicts, by severity, account and control", async () => {
    const { page } = await openFile(browser, report);
    await expect(page.getByRole("heading", { level: 2 }).allTextContents()).resolves.toEqual([
      "Summary",
      "By account",
      "By control: Security best practices in AWS CloudTrail",
      "Findings",
      "What could not be seen",
      "Method",
    ]);
    const bySeverity = page.getByRole("region", { name: "Findings by severity" });
    const cells = await bySeverity.locator("tbody .n").allTextContents();
    const findings = await page.locator(".finding").count();
    expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(findings);
    const totals = await page.locator(".totals .number").allTextContents();
    const byAccount = page.getByRole("region", { name: "Findings by account" });
    expect(await byAccount.locator("tbody .n").allTextContents()).toEqual(totals);
  });

  test("every verdict has a sign of its own, so that colour is not needed", async () => {
    // A framework some of whose requirements no policy answers.
    const recording = join(folder, "account.ndjson.gz");
    const partly = join(folder, "fsbp.html");
    await runCli(["check", recording, "--pack", "aws-fsbp", "--output", `html=${partly}`]);
    const { page } = await openFile(browser, partly);
    const signs = await page.evaluate<string[]>(
      `["fail", "pass", "unknown", "not-applicable", "none"].map((verdict) =>
        getComputedStyle(document.querySelector(".badge." + verdict), "::before").content)`,
    );
    expect(new Set(signs).size).toBe(signs.length);
  });

  test("without scripts everything can be read, and no filter pretends to work", async () => {
    const { page, troubles } = await openFile(browser, report, { javaScriptEnabled: false });
    expect(await page.getByRole("search").count()).toBe(0);
    const findings = await page.locator(".finding").all();
    for (const finding of findings) {
      const body = finding.locator(".body");
      if (!(await body.isVisible())) await finding.locator("summary").click();
      expect(await body.isVisible()).toBe(true);
    }
    expect(findings.length).toBeGreaterThan(20);
    expect(troubles).toEqual([]);
  });

  test("the keyboard reaches the filter and opens findings", async () => {
    const { page } = await openFile(browser, report);
    const focused = () => page.evaluate<string>("document.activeElement.id");
    for (let presses = 0; presses < 20 && (await focused()) !== "search"; presses += 1) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("log-validation");
    expect(await page.getByRole("status").textContent()).toMatch(/^\d of \d+ findings$/);
    const finding = page.locator(".finding:visible").first();
    const isOpen = () => finding.locator(".body").isVisible();
    const before = await isOpen();
    await finding.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await isOpen()).toBe(!before);
  });
});
