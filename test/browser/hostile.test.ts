import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { render } from "../../src/report/formats/html.ts";
import { accessibilityOf, launchBrowser, openText, overflowOf } from "../harness/browser.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const names: { readonly [what: string]: string } = {
  "an image": "<img src=x onerror=alert(1)>",
  "the end of a script": "</script><script>alert(1)</script>",
  "the end of a style": "</style><style>*{display:none}</style>",
  "the end of an attribute": "\" autofocus onfocus=alert(1) x=\"' onmouseover='alert(1)",
  "the end of the page": "</details></main><!--",
  "a script's address": "javascript:alert(1)",
  "a template": "{{constructor.constructor('alert(1)')()}}",
  "a long ARN": `arn:aws:s3:::${"x".repeat(2000)}`,
};

/** A result with this name at every place that AWS, a file or a user can fill. */
function pageFor(name: string): string {
  const hostile = finding({
    region: name,
    message: name,
    resource: { type: name, id: name, name },
    evidence: [{ fact: name, value: { [name]: name }, call: name, region: name, at: name }],
    missing: [{ fact: name, reason: "access-denied", detail: name, permission: name }],
    controls: { [name]: [name] },
    fix: { text: name, cli: name, terraform: name },
    waiver: { reason: name, owner: name, ticket: name, expires: name },
  });
  const given = resultOf([hostile]);
  const text = { account: "1", region: name, service: name, operation: name, code: name };
  return rendered(render, {
    ...given,
    accounts: given.accounts.map((account) => ({ ...account, name, notes: [name] })),
    gaps: [{ ...text, permission: name }],
    gate: { ...given.gate, reason: name },
    source: { ...given.source, recordedBy: name },
    packs: [
      {
        id: "mine",
        title: name,
        requirements: [{ id: name, title: name, assessment: "manual" }],
      },
    ],
    policies: given.policies.map((policy) => ({
      ...policy,
      title: name,
      risk: name,
      controls: { mine: [name] },
      references: [name, `https://example.com/${name}`],
    })),
  });
}

describe("names are text", () => {
  test.for(Object.entries(names))("%s", async ([, name]) => {
    const { page, troubles } = await openText(browser, pageFor(name), {
      viewport: { width: 360, height: 800 },
    });
    expect(await page.locator("summary .title").textContent()).toBe(name);
    expect(await page.locator("summary .where").textContent()).toBe(name);
    expect(await page.locator("header .gate").textContent()).toContain(name);
    expect(
      await page.locator("img, script:not(body > script), style:not(head > style)").count(),
    ).toBe(0);
    await page.getByRole("searchbox").fill(name);
    expect(await page.getByRole("status").textContent()).toBe("1 of 1 findings");
    await page.locator("summary").hover();
    expect(await overflowOf(page)).toBe(0);
    expect((await accessibilityOf(page)).grave).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test("links lead to https and nowhere else", async () => {
    const { page } = await openText(browser, pageFor("javascript:alert(1)"));
    const links = await page.evaluate<string[]>("[...document.links].map(({ href }) => href)");
    const leading = links.filter((href) => !href.startsWith("file:"));
    expect(leading).toEqual(["https://example.com/javascript:alert(1)"]);
  });
});

test("were a name ever let through, the browser would refuse to run or to load it", async () => {
  const { page, troubles } = await openText(browser, pageFor("plain"));
  const failed = page.waitForEvent("requestfailed");
  await page.evaluate(`new Promise((resolve) => {
    const refused = (globalThis.refused = []);
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      refused.push(effectiveDirective);
      if (refused.length === 4) resolve();
    });
    document.body.insertAdjacentHTML("beforeend",
      '<img src="https://example.com/x.png" onerror="alert(1)"><p style="color:red">x</p>');
    document.body.append(Object.assign(document.createElement("script"), { text: "alert(1)" }));
  })`);
  const refused = await page.evaluate<string[]>("refused.sort()");
  expect(refused).toEqual(["img-src", "script-src-attr", "script-src-elem", "style-src-attr"]);
  expect((await failed).failure()?.errorText).toBe("csp");
  expect(troubles.filter((trouble) => trouble.startsWith("dialog"))).toEqual([]);
});
