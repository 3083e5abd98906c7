import type { Finding } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import { escapedJson } from "../escaped-json.ts";
import { jsonList } from "../json-list.ts";
import type { Render } from "../render.ts";
import { sarifInvocation } from "../sarif-invocation.ts";
import { sarifResult } from "../sarif-result.ts";
import { sarifRule } from "../sarif-rule.ts";
import { worst } from "../worst.ts";

/** GitHub refuses a file with more results in a run. */
const resultLimit = 25_000;

const schema =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * SARIF 2.1.0 for GitHub code scanning: failures, and what could not be decided. GitHub would show
 * passes as alerts, so they are counted in the run's properties only.
 */
export const render: Render = function* (result) {
  const { policies, summary, gate, asOf, baseline, findings } = result;
  const ruleIndexes = new Map(policies.map(({ id }, index) => [id, index]));
  const {
    findings: chosen,
    kept,
    leftOut,
  } = worst(findings, resultLimit, ({ status }) => status === "fail" || status === "unknown");
  const counts = { summary, results: kept, leftOut };
  const resolved = baseline && { resolved: baseline.resolved.length };
  yield `{\n"$schema": "${schema}",\n"version": "2.1.0",\n"runs": [{\n`;
  yield `"tool": ${escapedJson(tool(result))},\n`;
  yield `"automationDetails": ${escapedJson({ id: category(result) })},\n`;
  yield `"invocations": ${escapedJson([sarifInvocation(result, leftOut)])},\n`;
  yield `"properties": ${escapedJson({ asOf, gate, ...counts, ...resolved })},\n`;
  yield '"results": ';
  yield* jsonList(results(chosen, ruleIndexes));
  yield "\n}]\n}\n";
};

function* results(
  findings: Iterable<Finding>,
  ruleIndexes: ReadonlyMap<string, number>,
): Generator<string> {
  for (const finding of findings) {
    yield escapedJson(sarifResult(finding, ruleIndexes.get(finding.policy)));
  }
}

function tool({ tool: { version }, policies, packs }: Result): object {
  const asked = packs.map(({ id }) => id);
  const rules = policies.map((policy) => sarifRule(policy, asked));
  return { driver: { name: "Trailwarden", semanticVersion: version, rules } };
}

/** An upload replaces the one before it of the same category: accounts must not replace each other. */
const category = ({ accounts: [first, ...others] }: Result): string =>
  first && others.length === 0
    ? `trailwarden/${encodeURIComponent(first.id.toWellFormed())}/`
    : "trailwarden/";
