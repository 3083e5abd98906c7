import type { JsonObject } from "../../model/json.ts";
import type { AccountState, RegionState } from "../world.ts";
import { buildCompanions } from "./companions.ts";

// A small builder of accounts. Every part is in the good state unless it says otherwise, so that an
// account in a test or in the demo reads as the list of what is special about it.

/** The Regions that every commercial account has enabled from the start. */
const defaultRegions: readonly string[] = [
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"],
  ...["ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
];

const regionStates = (
  enabled: readonly string[] = defaultRegions,
  disabled: readonly string[] = ["af-south-1", "ap-east-1", "me-south-1"],
): RegionState[] => [
  ...enabled.map((name) => ({ name, optStatus: "ENABLED_BY_DEFAULT" as const })),
  ...disabled.map((name) => ({ name, optStatus: "DISABLED" as const })),
];

/** An account with no trails but those given, and everything that belongs beside them. */
export const buildAccount = ({
  regions = regionStates(),
  trails = [],
  ...given
}: Partial<AccountState> & { readonly id: string }): AccountState => ({
  partition: "aws",
  regions,
  trails,
  buckets: [],
  keys: [],
  logGroups: [],
  alarms: [],
  topics: [],
  eventDataStores: [],
  publicAccessBlock: allBlocked,
  roles: [],
  ...buildCompanions({ id: given.id, regions, trails }),
  ...given,
});

export const allBlocked: JsonObject = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
