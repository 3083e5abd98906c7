import { parseFactPath } from "../model/fact-path.ts";
import type { Condition, Expression, Policy, PolicySource, TestedPolicy } from "../model/policy.ts";
import { type Question, questionKindOf } from "../model/question.ts";
import { runEnvironment, type SearchRe2 } from "./cel-environment.ts";
import { conditionCompiler, type PreparedConditions } from "./condition.ts";
import { distinctPaths } from "./expression-reads.ts";
import { parseTemplate } from "./message-template.ts";
import { prepareCondition } from "./prepare-condition.ts";
import { questionMaker } from "./question.ts";

/** Makes policies of sources that have been checked. */
export async function compilePolicies(
  sources: readonly PolicySource[],
  prepared: PreparedConditions = {},
): Promise<Policy[]> {
  const texts = sources.flatMap(({ when = "", pass }) => [when, pass]);
  const compile = conditionCompiler(runEnvironment(await findRe2(texts)), prepared);
  return sources.map((source) => compilePolicy(source, compile));
}

/** Makes policies of sources and keeps the cases that they are tested with. */
export async function compileTested(sources: readonly PolicySource[]): Promise<TestedPolicy[]> {
  const policies = await compilePolicies(sources);
  return policies.map((policy, index) => ({ ...policy, tests: sources[index]?.tests ?? [] }));
}

/** Makes an expression that may give anything of a text that has been checked. */
export async function compileExpression(text: string): Promise<Expression> {
  const environment = runEnvironment(await findRe2([text]));
  const { run, reads } = prepareCondition(environment.parse(text).ast);
  return { reads, value: environment.parse(run) };
}

/** What is not made into anything; the cases stay where they are until they are run. */
const described = ({
  id,
  title,
  severity,
  scope,
  params,
  risk,
  controls,
  references,
}: PolicySource) => ({
  ...{ id, title, severity, scope, risk, controls, references },
  ...(params && { params }),
});

interface Behind {
  /** What the answer says of itself. */
  readonly tells: readonly string[];
  /** Facts of AWS's own that it rests on. */
  readonly facts: readonly string[];
}

const recordedBy = (answer: string): readonly string[] => [
  "account.trails",
  ...["isLogging", "isMultiRegionTrail", "eventSelectors"].map(
    (member) => `${answer}.trails[].${member}`,
  ),
];

const behind: { readonly [kind in Question["kind"]]: Behind } = {
  events: {
    tells: ["coverage.gaps[].misses", "coverage.gaps[].witness"],
    facts: ["coverage.gaps[].regions", ...recordedBy("coverage")],
  },
  duplicates: { tells: ["copies.copies[].witness"], facts: recordedBy("copies") },
  alarm: {
    tells: ["alarmPath.links[].says", "alarmPath.witness"],
    facts: [
      "alarmPath.links[].state",
      "account.trails[].isLogging",
      "account.trails[].cloudWatchLogsLogGroupArn",
      "account.logGroups[].metricFilters[].filterPattern",
      "account.logGroups[].metricFilters[].alarms[].alarmActions",
    ],
  },
};

/** The regular expression engine is loaded only for policies that use it. */
async function findRe2(texts: readonly string[]): Promise<SearchRe2> {
  if (!texts.some((text) => text.includes("re2("))) return () => false;
  return (await import("./regular-expression.ts")).searchRe2;
}

function compilePolicy(source: PolicySource, compile: (text: string) => Condition): Policy {
  const { when: condition, pass: requirement, message, fix } = source;
  const ask = questionMaker(source);
  const kind = questionKindOf(source.ask);
  const { tells, facts } = kind ? behind[kind] : { tells: [], facts: [] };
  const when = condition === undefined ? undefined : compile(condition);
  const pass = compile(requirement);
  return {
    ...described(source),
    ...(ask && { ask }),
    ...(when && { when }),
    pass,
    reads: distinctPaths([
      ...(when?.reads ?? []),
      ...pass.reads,
      ...[...tells, ...facts].map(parseFactPath),
    ]),
    tells: tells.map(parseFactPath),
    message: parseTemplate(message),
    fix: {
      text: parseTemplate(fix.text),
      ...(fix.cli !== undefined && { cli: parseTemplate(fix.cli) }),
      ...(fix.terraform !== undefined && { terraform: parseTemplate(fix.terraform) }),
    },
  };
}
