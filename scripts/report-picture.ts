// Takes the picture of the report that the README shows: the demonstration's, as a browser opens it.
// It needs Chromium, and shows the fonts of the machine.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { launchBrowser, openFile } from "../test/harness/browser.ts";
import { emptyFolder, runCli } from "../test/harness/cli.ts";

const picture = join(import.meta.dirname, "../docs/images/report.png");
const folder = emptyFolder();
const { exitCode, stderr } = await runCli(["demo", folder]);
if (exitCode !== 0) throw new Error(`the demonstration failed: ${stderr}`);

const browser = await launchBrowser();
try {
  const { page } = await openFile(browser, join(folder, "report.html"), { colorScheme: "light" });
  await mkdir(dirname(picture), { recursive: true });
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
console.log(`wrote ${picture}`);
