import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { render } from "../../src/report/formats/html.ts";
import { launchBrowser, openText, overflowOf } from "../harness/browser.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const page = (count: number): string =>
  rendered(
    render,
    resultOf(
      Array.from({ length: count }, (_, index) =>
        finding({
          id: index.toString(16).padStart(32, "0"),
          status: index % 2 === 0 ? "pass" : "fail",
        }),
      ),
    ),
  );

/** A4 less its margins, at 96 pixels an inch. */
const paper = { width: 680, height: 1000 };

// Without scripts nothing opens the findings before they are printed but the styles.
test.for([4, 200])("on paper the evidence of all %i findings is there to read", async (count) => {
  const options = { viewport: paper, javaScriptEnabled: false };
  const opened = await openText(browser, page(count), options);
  const heights = () =>
    opened.page.evaluate<number[]>(
      `[...document.querySelectorAll(".evidence tbody")].map((rows) => rows.checkVisibility() ? rows.getBoundingClientRect().height : 0)`,
    );
  expect((await heights()).filter((height) => height > 10).length).toBeLessThan(count);
  await opened.page.emulateMedia({ media: "print" });
  expect((await heights()).filter((height) => height > 10)).toHaveLength(count);
  expect(await overflowOf(opened.page)).toBe(0);
});

test("a dark screen prints dark on white", async () => {
  const opened = await openText(browser, page(2), { colorScheme: "dark" });
  const colours = () =>
    opened.page.evaluate<string[]>(
      `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`,
    );
  const [darkInk] = await colours();
  await opened.page.emulateMedia({ media: "print", colorScheme: "dark" });
  const [ink, ground] = await colours();
  expect(ground).toBe("rgb(255, 255, 255)");
  expect(ink).not.toBe(darkInk);
});

test("what was closed before printing is closed after it", async () => {
  const { page: opened } = await openText(browser, page(10));
  const openCount = () => opened.locator(".finding[open]").count();
  const before = await openCount();
  await opened.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await openCount()).toBe(10);
  await opened.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await openCount()).toBe(before);
});
