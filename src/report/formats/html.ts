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

/**
 * One self-contained file: nothing is loaded from anywhere, and the browser is told to refuse
 * everything but these styles and this script. Failures come first.
 */
export const render: Render = function* (result) {
  const counts = tally(result);
  const policies = new Map(result.policies.map((policy) => [policy.id, policy]));
  yield template("head", { ...headContext(result, counts), style, contentSecurityPolicy });
  for (const status of statuses) {
    for (const finding of result.findings) {
      if (finding.status !== status) continue;
      yield template("finding", findingContext(finding, policies.get(finding.policy)));
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
