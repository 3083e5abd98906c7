import { decideGate, Tally } from "../../src/evaluate/gate.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Result } from "../../src/model/result.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { type Look, plainLook, type Render } from "../../src/report/render.ts";
import { variety } from "./findings.ts";

/** A result that holds these findings, as a run would write it. */
export function resultOf(findings: readonly Finding[], given: Partial<Result> = {}): Result {
  const tally = new Tally();
  for (const one of findings) tally.add(one);
  const ids = [...new Set(findings.map(({ account }) => account))];
  const accounts = ids.map((id) => ({
    id,
    partition: "aws",
    status: "complete" as const,
    regions: ["eu-west-1", "us-east-1"],
  }));
  return {
    schema: "trailwarden/result/v1",
    tool: { name: "trailwarden", version: "0.0.0" },
    source: { kind: "recording", recordedBy: "test", startedAt: "2026-01-15T12:00:00.000Z" },
    asOf: "2026-01-15T12:00:00.000Z",
    accounts,
    packs: builtIn.packs.filter(({ id }) => id === "cis-aws-5.0"),
    policies: builtIn.policies.filter(({ id }) => findings.some(({ policy }) => policy === id)),
    summary: tally.summary,
    gate: decideGate(tally, accounts, { failOn: "high", allowUnknown: false }),
    gaps: [],
    findings,
    ...given,
  };
}

export const rendered = (render: Render, result: Result, look: Partial<Look> = {}): string =>
  [...render(result, { ...plainLook, ...look })].join("");

/** A result with one finding of every kind, whose policies do not change when ours do. */
export function variedResult(): Result {
  const result = resultOf(variety());
  const policies = result.policies.map((policy) => ({
    ...policy,
    title: `Title of ${policy.id}`,
    risk: `Risk of ${policy.id}.`,
    controls: { "cis-aws-5.0": ["3.2"], soc2: ["CC7.3"] },
    references: [`https://docs.aws.amazon.com/${policy.id}.html`],
  }));
  return { ...result, packs: [], policies };
}
