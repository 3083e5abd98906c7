import type { PolicySource } from "../model/policy.ts";
import { commandsOf } from "../report/commands.ts";
import { column } from "../report/wrap.ts";

const columns = 80;

/** A policy as a person reads it. */
export function policyText(policy: PolicySource): string {
  const { fix, params = {} } = policy;
  const row = (label: string, text: string): string[] => column(label.padEnd(12), text, columns);
  const code = (label: string, text: string): string[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line, index) => (index === 0 ? label : "").padEnd(12) + line);
  return [
    `${policy.title}`,
    ...row("id", policy.id),
    ...row("severity", policy.severity),
    ...row("judges", `each ${policy.scope}`),
    ...(policy.when ? code("applies if", policy.when) : []),
    ...code("passes if", policy.pass),
    ...Object.entries(params).flatMap(([name, value]) =>
      row("parameter", `${name} = ${JSON.stringify(value)}`),
    ),
    ...row("risk", policy.risk),
    ...row("fix", fix.text),
    ...commandsOf(fix).flatMap((command) => code("", `$ ${command}`)),
    ...(fix.terraform ? row("terraform", fix.terraform) : []),
    ...Object.entries(policy.controls).flatMap(([framework, ids]) =>
      row("answers", `${framework}: ${ids.join(", ")}`),
    ),
    ...policy.references.flatMap((url) => row("see", url)),
    ...row("cases", policy.tests.map(({ name, expect }) => `${name} → ${expect}`).join("; ")),
  ].join("\n");
}
