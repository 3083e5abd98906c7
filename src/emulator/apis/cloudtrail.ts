import {
  CloudTrailClient,
  DescribeTrails$,
  GetEventConfiguration$,
  GetEventDataStore$,
  GetEventSelectors$,
  GetInsightSelectors$,
  GetResourcePolicy$,
  GetTrailStatus$,
  ListEventDataStores$,
  ListTags$,
} from "@aws-sdk/client-cloudtrail";
import { parseArn } from "../../model/arn.ts";
import type { Json } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, findTrail, page, visibleTrails } from "../lookup.ts";
import { type Caller, emulate, type Handler } from "../service.ts";
import type { TrailState, World } from "../world.ts";

/** Shadows of multi-Region and organization trails show up where they are asked for. */
const describeTrails: Handler = ({ includeShadowTrails }, { account, region }, world) => ({
  trailList: visibleTrails(world, account)
    .filter(({ trail }) => {
      const isHome = trail.HomeRegion === region && parseArn(trail.TrailARN)?.account === account;
      const isShadow = trail["IsMultiRegionTrail"] === true || trail.HomeRegion === region;
      return isHome || (includeShadowTrails !== false && isShadow);
    })
    .map(({ trail }) => trail),
});

/** A name is looked up in the Region only; another Region or account needs the ARN. */
function trailOf(name: Json | undefined, { account, region }: Caller, world: World): TrailState {
  const found = findTrail(visibleTrails(world, account), name, region);
  if (found !== undefined) return found;
  throw new AwsFault("TrailNotFoundException", `Unknown trail: ${String(name)}`);
}

/** Members may not ask for the selectors of the organization's trail. */
function ownTrail(name: Json | undefined, caller: Caller, world: World): TrailState {
  const found = trailOf(name, caller, world);
  if (parseArn(found.trail.TrailARN)?.account === caller.account) return found;
  throw new AwsFault(
    "CloudTrailARNInvalidException",
    `AccountID in ARN is wrong, you can only access resources with AccountID ${caller.account}`,
  );
}

const getInsightSelectors: Handler = ({ TrailName }, caller, world) => {
  const { trail, insightSelectors } = ownTrail(TrailName, caller, world);
  if (insightSelectors !== undefined) {
    return { TrailARN: trail.TrailARN, InsightSelectors: insightSelectors };
  }
  throw new AwsFault("InsightNotEnabledException", "Insights is not enabled for the trail.");
};

const listTags: Handler = ({ ResourceIdList }, caller, world) => ({
  ResourceTagList: (ResourceIdList as readonly Json[]).map((arn) => {
    const { trail, tags } = ownTrail(arn, caller, world);
    const TagsList = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    return { ResourceId: trail.TrailARN, TagsList };
  }),
});

const storesIn = (world: World, { account, region }: Caller) =>
  (accountOf(world, account)?.eventDataStores ?? []).filter(
    (store) => parseArn(String(store["EventDataStoreArn"]))?.region === region,
  );

/** Lists give no more than ARN and name: everything else moved to GetEventDataStore. */
const listEventDataStores: Handler = ({ NextToken }, caller, world) => {
  const { items, next } = page(storesIn(world, caller), NextToken, 5);
  return {
    EventDataStores: items.map(({ EventDataStoreArn, Name }) => ({ EventDataStoreArn, Name })),
    ...(next && { NextToken: next }),
  };
};

const getEventDataStore: Handler = ({ EventDataStore }, caller, world) => {
  const found = storesIn(world, caller).find(
    (store) => store["EventDataStoreArn"] === EventDataStore,
  );
  if (found !== undefined) return found;
  throw new AwsFault("EventDataStoreNotFoundException", "The event data store was not found.");
};

const getResourcePolicy: Handler = ({ ResourceArn }, { account }, world) => {
  const policies = Object.entries(accountOf(world, account)?.resourcePolicies ?? {});
  const found = policies.find(([arn]) => arn === ResourceArn);
  if (found !== undefined) return { ResourceArn: found[0], ResourcePolicy: found[1] };
  throw new AwsFault("ResourcePolicyNotFoundException", "There is no resource policy.");
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html */
export const cloudtrail = emulate({
  name: "cloudtrail",
  signingName: "cloudtrail",
  Client: CloudTrailClient,
  operations: [
    [DescribeTrails$, describeTrails],
    [
      GetTrailStatus$,
      ({ Name }, caller, world) => {
        const { status, statusIn } = trailOf(Name, caller, world);
        return statusIn?.[caller.region] ?? status;
      },
    ],
    [
      GetEventSelectors$,
      ({ TrailName }, caller, world) => {
        const { trail, selectors } = ownTrail(TrailName, caller, world);
        return { TrailARN: trail.TrailARN, ...selectors };
      },
    ],
    [GetInsightSelectors$, getInsightSelectors],
    [
      GetEventConfiguration$,
      ({ TrailName }, caller, world) => ({
        TrailARN: ownTrail(TrailName, caller, world).trail.TrailARN,
      }),
    ],
    [ListTags$, listTags],
    [ListEventDataStores$, listEventDataStores],
    [GetEventDataStore$, getEventDataStore],
    [GetResourcePolicy$, getResourcePolicy],
  ],
});
