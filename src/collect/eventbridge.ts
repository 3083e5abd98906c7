import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { service } from "../aws/operation.ts";
import { isObject, type Json } from "../model/json.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const eventbridge = service("eventbridge", EventBridgeClient);

const listRules = eventbridge("ListRules", ListRulesCommand, "events:ListRules");
const listTargetsByRule = eventbridge(
  "ListTargetsByRule",
  ListTargetsByRuleCommand,
  "events:ListTargetsByRule",
);

/** The rules of the Region's default bus, which gets AWS's own events, and the targets of those on CloudTrail's. */
export async function collectEventRules(ask: Ask, region: string): Promise<void> {
  const pages = await askPages(ask, listRules, region, { Limit: 100 }, nextPage);
  const rules = pages
    .flatMap(({ output }) => output?.Rules ?? [])
    .filter(({ EventPattern }) => mayWatchCloudTrail(EventPattern));
  await Promise.all(
    rules.map(({ Name }) =>
      askPages(ask, listTargetsByRule, region, { Rule: Name, Limit: 100 }, nextPage),
    ),
  );
}

const nextPage = ({ NextToken }: { readonly NextToken?: string | undefined }) =>
  NextToken ? { NextToken } : undefined;

/** What CloudTrail sends names itself in its detail type; other rules are none of ours. */
function mayWatchCloudTrail(pattern: string | undefined): boolean {
  if (!pattern) return false;
  const { source, "detail-type": detailType } = parse(pattern);
  if (detailType === undefined) return admits(source, /^aws\.cloudtrail$/);
  return admits(detailType, / via CloudTrail$/);
}

/** Whether a member of a pattern may match such a text: it is open, names one, or uses an operator. */
const admits = (member: Json | undefined, wanted: RegExp): boolean =>
  !Array.isArray(member) || member.some((one) => typeof one !== "string" || wanted.test(one));

function parse(pattern: string): { readonly [member: string]: Json | undefined } {
  try {
    const parsed: unknown = JSON.parse(pattern);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
