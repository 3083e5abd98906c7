import type { CallLine } from "../../model/recording.ts";
import { notDeployed, unresolved } from "../resolved.ts";
import { answersOf, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { selectorsOf } from "./trail-selectors.ts";

/** What CloudTrail answers about one trail; its status in each of `regions` where it records. */
export function trailAnswers(
  trail: Identified,
  lifting: Lifting,
  regions: readonly string[],
): CallLine[] {
  const { arn, region: home, properties } = trail;
  if (typeof arn !== "string" || typeof home !== "string") return [];
  const told = answersOf(lifting, trail, "cloudtrail");
  const status = told("GetTrailStatus", { Name: arn }, statusOf(trail));
  const covered = properties["IsMultiRegionTrail"] === true ? regions : [];
  const insights = properties["InsightSelectors"];
  const none = Array.isArray(insights) ? insights.length === 0 : insights === undefined;
  return [
    ...[...new Set([home, ...covered])].map((region) => ({ ...status, region })),
    told("GetEventSelectors", { TrailName: arn }, selectorsOf(trail) ?? everyManagementEvent),
    told(
      "GetInsightSelectors",
      { TrailName: arn },
      none ? { none: "InsightNotEnabledException" } : { InsightSelectors: insights },
    ),
    told("ListTags", { ResourceIdList: [arn] }, tagsOf(trail)),
  ];
}

const tagsOf = ({ arn, properties: { Tags: tags = [] } }: Identified): Output => ({
  ResourceTagList: [{ ResourceId: arn, TagsList: tags }],
});

/** Whether it is switched on is declared; what it has delivered is not. */
function statusOf({ address, properties }: Identified): Output {
  const later = notDeployed(`what ${address} delivers`);
  return {
    IsLogging: properties["IsLogging"] ?? unresolved(`IsLogging of ${address}`),
    ...{ StartLoggingTime: later, StopLoggingTime: later },
    ...{ LatestDeliveryTime: later, LatestDeliveryError: later },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
const everyManagementEvent: Output = {
  EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
};
