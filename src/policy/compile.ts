import type { Condition, Policy, PolicySource } from "../model/policy.ts";
import { runEnvironment, type SearchRe2 } from "./cel-environment.ts";
import { conditionCompiler } from "./condition.ts";
import { distinctPaths } from "./expression-reads.ts";
import { parseTemplate } from "./message-template.ts";

/** Makes policies of sources that have been checked. */
export async function compilePolicies(sources: readonly PolicySource[]): Promise<Policy[]> {
  const compile = conditionCompiler(runEnvironment(await findRe2(sources)));
  return sources.map((source) => compilePolicy(source, compile));
}

/** The regular expression engine is loaded only for policies that use it. */
async function findRe2(sources: readonly PolicySource[]): Promise<SearchRe2> {
  const isUsed = sources.some(({ when = "", pass }) => `${when} ${pass}`.includes("re2("));
  if (!isUsed) return () => false;
  return (await import("./regular-expression.ts")).searchRe2;
}

function compilePolicy(source: PolicySource, compile: (text: string) => Condition): Policy {
  const { when: condition, pass: requirement, message, fix, ...rest } = source;
  const when = condition === undefined ? undefined : compile(condition);
  const pass = compile(requirement);
  return {
    ...rest,
    ...(when && { when }),
    pass,
    reads: distinctPaths([...(when?.reads ?? []), ...pass.reads]),
    message: parseTemplate(message),
    fix: {
      text: parseTemplate(fix.text),
      ...(fix.cli !== undefined && { cli: parseTemplate(fix.cli) }),
      ...(fix.terraform !== undefined && { terraform: parseTemplate(fix.terraform) }),
    },
  };
}
