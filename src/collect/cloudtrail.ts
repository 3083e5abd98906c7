import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventConfigurationCommand,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetResourcePolicyCommand,
  GetTrailStatusCommand,
  ListEventDataStoresCommand,
  ListTagsCommand,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import { type Recorded, service } from "../aws/operation.ts";
import { parseArn } from "../model/arn.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const cloudtrail = service("cloudtrail", CloudTrailClient);

const describeTrails = cloudtrail(
  "DescribeTrails",
  DescribeTrailsCommand,
  "cloudtrail:DescribeTrails",
);
const getTrailStatus = cloudtrail(
  "GetTrailStatus",
  GetTrailStatusCommand,
  "cloudtrail:GetTrailStatus",
);
const getEventSelectors = cloudtrail(
  "GetEventSelectors",
  GetEventSelectorsCommand,
  "cloudtrail:GetEventSelectors",
);
const getInsightSelectors = cloudtrail(
  "GetInsightSelectors",
  GetInsightSelectorsCommand,
  "cloudtrail:GetInsightSelectors",
);
const getEventConfiguration = cloudtrail(
  "GetEventConfiguration",
  GetEventConfigurationCommand,
  "cloudtrail:GetEventConfiguration",
);
const listTags = cloudtrail("ListTags", ListTagsCommand, "cloudtrail:ListTags");
const listEventDataStores = cloudtrail(
  "ListEventDataStores",
  ListEventDataStoresCommand,
  "cloudtrail:ListEventDataStores",
);
const getEventDataStore = cloudtrail(
  "GetEventDataStore",
  GetEventDataStoreCommand,
  "cloudtrail:GetEventDataStore",
);

const getResourcePolicy = cloudtrail(
  "GetResourcePolicy",
  GetResourcePolicyCommand,
  "cloudtrail:GetResourcePolicy",
);

/** A trail as DescribeTrails shows it, with what the rest of the collection needs of it. */
export interface TrailSeen extends Recorded<Trail> {
  readonly TrailARN: string;
  readonly home: string;
  readonly isOwned: boolean;
}

/** Every trail that any of the Regions shows, once. */
export async function collectTrails(
  ask: Ask,
  account: string,
  regions: readonly string[],
): Promise<TrailSeen[]> {
  const answers = await Promise.all(
    regions.map((region) => ask(describeTrails, region, { includeShadowTrails: true })),
  );
  const byArn = new Map<string, TrailSeen>();
  for (const trail of answers.flatMap(({ output }) => output?.trailList ?? [])) {
    const arn = parseArn(trail.TrailARN ?? "");
    if (!trail.TrailARN || !arn) continue;
    byArn.set(trail.TrailARN, {
      ...trail,
      TrailARN: trail.TrailARN,
      home: trail.HomeRegion ?? arn.region,
      isOwned: arn.account === account,
    });
  }
  const trails = [...byArn.values()];
  await Promise.all([
    ...trails.map((trail) => collectTrail(ask, trail, regions)),
    ...collectTags(ask, trails),
  ]);
  return trails;
}

/** Delivery can fail in one Region alone, so a multi-Region trail is asked for its status in each. */
async function collectTrail(ask: Ask, trail: TrailSeen, regions: readonly string[]): Promise<void> {
  const { TrailARN, home } = trail;
  const where = new Set(trail.IsMultiRegionTrail ? [home, ...regions] : [home]);
  await Promise.all([
    ...[...where].map((region) => ask(getTrailStatus, region, { Name: TrailARN })),
    ask(getEventSelectors, home, { TrailName: TrailARN }),
    ask(getInsightSelectors, home, { TrailName: TrailARN }),
    ask(getEventConfiguration, home, { TrailName: TrailARN }),
  ]);
}

/** ListTags takes twenty resources at a time, all of them the caller's own and of one Region. */
function collectTags(ask: Ask, trails: readonly TrailSeen[]): Promise<unknown>[] {
  const owned = trails.filter(({ isOwned }) => isOwned);
  const homes = [...new Set(owned.map(({ home }) => home))];
  return homes.flatMap((home) => {
    const arns = owned.filter((trail) => trail.home === home).map(({ TrailARN }) => TrailARN);
    const batches = Array.from({ length: Math.ceil(arns.length / 20) }, (_, index) =>
      arns.slice(index * 20, index * 20 + 20),
    );
    return batches.map((ResourceIdList) => ask(listTags, home, { ResourceIdList }));
  });
}

/** ListEventDataStores gives no more than ARNs and names, of its own Region. */
export async function collectEventDataStores(ask: Ask, regions: readonly string[]): Promise<void> {
  await Promise.all(
    regions.map(async (region) => {
      const pages = await askPages(ask, listEventDataStores, region, {}, ({ NextToken }) =>
        NextToken ? { NextToken } : undefined,
      );
      const stores = pages.flatMap(({ output }) => output?.EventDataStores ?? []);
      await Promise.all(
        stores.flatMap(({ EventDataStoreArn }) => [
          ask(getEventDataStore, region, { EventDataStore: EventDataStoreArn }),
          ask(getResourcePolicy, region, { ResourceArn: EventDataStoreArn }),
        ]),
      );
    }),
  );
}
