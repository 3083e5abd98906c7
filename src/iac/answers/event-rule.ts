import type { CallLine } from "../../model/recording.ts";
import { answer } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { endOfList } from "./lists.ts";
import { entriesOf } from "./values.ts";

const service = "eventbridge";

/**
 * What EventBridge lists for a rule and its targets.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export function eventRuleAnswers(rule: Identified, lifting: Lifting): CallLine[] {
  const { name, arn, properties } = rule;
  const { EventPattern, EventBusName } = properties;
  const listRules = { service, operation: "ListRules", input: {} };
  const listed = answer(lifting, rule, listRules, {
    Rules: [
      {
        Name: name,
        Arn: arn,
        EventPattern,
        EventBusName,
        State: properties["State"] ?? "ENABLED",
      },
    ],
  });
  if (typeof name !== "string") return [listed];
  const list = { service, operation: "ListTargetsByRule", input: { Rule: name } };
  return [
    listed,
    // A target that is open may be for this rule or not: then so is the page.
    ...entriesOf(properties["Targets"]).map((target) =>
      answer(lifting, rule, list, { Targets: [target] }),
    ),
    ...endOfList(lifting, rule, list, { Targets: [] }),
  ];
}
