import { createHash } from "node:crypto";
import template from "virtual:template/report";
import style from "virtual:text/report/report.css";
import script from "virtual:text/report/report.js";
import { statuses } from "../../model/finding.ts";
import { findingContext } from "../html/finding-context.ts";
import { footContext } from "../html/foot-context.ts";
import { headContext } from "../html/head-context.ts";
import { tally } from "../html/tally.ts";
import type { Render } from "../render.ts";

/** Up to this many findings that want an answer, a report is read from top to bottom. */
const mostOpened = 50;

/** Findings that a browser lays out together: a long list is not laid out before it is seen. */
const chunkSize = 100;

/**
 * One self-contained file: nothing is loaded from anywhere, and the browser is told to refuse
 * everything but these styles and this script. Failures come first.
 */
export const render: Render = function* (result) {
  const counts = tally(result);
  const policies = new Map(result.policies.map((policy) => [policy.id, policy]));
  const look = {
    opens: result.summary.fail + result.summary.unknown <= mostOpened,
    namesAccount: result.accounts.length > 1,
  };
  yield template("head", {
    ...headContext(result, counts),
    style,
    contentSecurityPolicy,
    isLong: !look.opens,
  });
  let count = 0;
  for (const status of statuses) {
    for (const finding of result.findings) {
      if (finding.status !== status) continue;
      if (count > 0 && count % chunkSize === 0) yield template("chunk", {});
      count += 1;
      yield template("finding", findingContext(finding, policies.get(finding.policy), look));
    }
  }
  yield template("foot", { ...footContext(result), script });
};

const hash = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
