import {
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
} from "@aws-sdk/client-iam";
import { service } from "../aws/operation.ts";
import { partitionById } from "../model/partition.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const iam = service("iam", IAMClient);

const listEntitiesForPolicy = iam(
  "ListEntitiesForPolicy",
  ListEntitiesForPolicyCommand,
  "iam:ListEntitiesForPolicy",
);
const getAccountAuthorizationDetails = iam(
  "GetAccountAuthorizationDetails",
  GetAccountAuthorizationDetailsCommand,
  "iam:GetAccountAuthorizationDetails",
);

/** Who holds AWSCloudTrail_FullAccess, and every policy that the account has written itself. */
export async function collectPrincipals(ask: Ask, partition: string): Promise<void> {
  const region = partitionById(partition).leaderRegion;
  const PolicyArn = `arn:${partition}:iam::aws:policy/AWSCloudTrail_FullAccess`;
  await Promise.all([
    askPages(ask, listEntitiesForPolicy, region, { PolicyArn, MaxItems: 1000 }, nextMarker),
    askPages(
      ask,
      getAccountAuthorizationDetails,
      region,
      { Filter: ["User", "Role", "Group", "LocalManagedPolicy"], MaxItems: 1000 },
      nextMarker,
    ),
  ]);
}

interface Paged {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** IAM says that there is more, and where to go on. */
export const nextMarker = ({ IsTruncated, Marker }: Paged) =>
  IsTruncated && Marker ? { Marker } : undefined;
