import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type Result as AxeResult, type AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { emptyFolder } from "./cli.ts";

/** Debian's; another one can be named. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}: install it (apt-get install chromium), or say in CHROMIUM where it is.`,
    );
  }
  // No sandbox: containers run tests as root. Nothing else may go out to the network.
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, args });
}

export interface OpenedPage {
  readonly page: Page;
  /** Everything that a quiet page never does: messages, errors, dialogs, requests. */
  readonly troubles: readonly string[];
}

/** Opens a file as a double click would, in a profile of its own. */
export async function openFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, troubles };
}

export function openText(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const file = join(emptyFolder(), "report.html");
  writeFileSync(file, html);
  return openFile(browser, file, options);
}

export interface Accessibility {
  /** What axe calls serious or critical, with the places. */
  readonly grave: readonly string[];
  /** The rules that found something to look at. */
  readonly looked: readonly string[];
}

export async function accessibilityOf(page: Page): Promise<Accessibility> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document)");
  return {
    grave: violations.filter(isGrave).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    looked: [...violations, ...passes].map(({ id }) => id),
  };
}

const isGrave = ({ impact }: AxeResult): boolean => impact === "serious" || impact === "critical";

/** How far the page is wider than its window, in CSS pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
