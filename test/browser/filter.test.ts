import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { render } from "../../src/report/formats/html.ts";
import { launchBrowser, openText } from "../harness/browser.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const account = (index: number): string => String(100_000_000_000 + index);

/** Of every four findings one is critical; of every five one passed, one is unknown. */
const findings = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    finding({
      id: index.toString(16).padStart(32, "0"),
      account: account(index),
      severity: index % 4 === 0 ? "critical" : "medium",
      status: (["fail", "fail", "fail", "pass", "unknown"] as const)[index % 5] ?? "fail",
    }),
  );

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const open = async (count: number): Promise<Page> =>
  (await openText(browser, rendered(render, resultOf(findings(count))))).page;

const shown = async (page: Page): Promise<[string | null, number]> => [
  await page.getByRole("status").textContent(),
  await page.locator(".finding:visible").count(),
];

const check = (page: Page, name: string) => page.getByRole("checkbox", { name });

describe("search and filters narrow the list", () => {
  test("by words, in any order and case, all of which must be there", async () => {
    const page = await open(20);
    expect(await shown(page)).toEqual(["20 of 20 findings", 20]);
    const search = page.getByRole("searchbox");
    await search.fill(account(7));
    expect(await shown(page)).toEqual(["1 of 20 findings", 1]);
    await search.fill(`VALIDATION   ${account(7)}`);
    expect(await shown(page)).toEqual(["1 of 20 findings", 1]);
    await search.fill(`${account(8)} ${account(7)}`);
    expect(await shown(page)).toEqual(["0 of 20 findings", 0]);
    expect(await page.getByText("Nothing matches.").isVisible()).toBe(true);
    await search.fill("");
    expect(await shown(page)).toEqual(["20 of 20 findings", 20]);
    expect(await page.getByText("Nothing matches.").isVisible()).toBe(false);
  });

  test("by verdict and by severity, together with the words", async () => {
    const page = await open(20);
    await check(page, "Failed").uncheck();
    expect(await shown(page)).toEqual(["8 of 20 findings", 8]);
    await check(page, "Passed").uncheck();
    expect(await shown(page)).toEqual(["4 of 20 findings", 4]);
    await check(page, "medium").uncheck();
    expect(await shown(page)).toEqual(["1 of 20 findings", 1]);
    await page.getByRole("searchbox").fill(account(0));
    expect(await shown(page)).toEqual(["0 of 20 findings", 0]);
  });

  test("in ten thousand findings too, which stand closed", async () => {
    const page = await open(10_000);
    expect(await page.locator(".finding[open]").count()).toBe(0);
    await page.getByRole("searchbox").fill(account(9_999));
    expect(await page.getByRole("status").textContent()).toBe("1 of 10,000 findings");
    const left = page.locator(".finding:not([hidden])");
    expect(await left.count()).toBe(1);
    expect(await left.isVisible()).toBe(true);
    await left.locator("summary").click();
    expect(await left.locator(".body").isVisible()).toBe(true);
  });

  test("open all and close all do so", async () => {
    const page = await open(5);
    expect(await page.locator(".finding[open]").count()).toBe(4);
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator(".finding[open]").count()).toBe(5);
    await page.getByRole("button", { name: "Close all" }).click();
    expect(await page.locator(".finding[open]").count()).toBe(0);
  });

  test("no findings, no filter, and no error", async () => {
    const { page, troubles } = await openText(browser, rendered(render, resultOf([])));
    expect(await page.getByText("There are no findings").isVisible()).toBe(true);
    expect(await page.getByRole("searchbox").count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});
