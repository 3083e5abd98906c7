import type { CallLine } from "../../model/recording.ts";
import { unresolved } from "../resolved.ts";
import { answersOf, type None, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { pointingTo } from "./pointers.ts";
import { policyText } from "./policy-text.ts";

/**
 * What CloudTrail answers about an event data store.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-eventdatastore.html
 */
export function eventDataStoreAnswers(store: Identified, lifting: Lifting): CallLine[] {
  const { arn, properties } = store;
  const told = answersOf(lifting, store, "cloudtrail");
  const Name = properties["Name"] ?? store.address;
  const listed = told(
    "ListEventDataStores",
    {},
    {
      EventDataStores: [{ EventDataStoreArn: arn, Name }],
    },
  );
  if (typeof arn !== "string") return [listed];
  return [
    listed,
    told(
      "GetEventDataStore",
      { EventDataStore: arn },
      {
        EventDataStoreArn: arn,
        Name,
        Status: properties["IngestionEnabled"] === false ? "STOPPED_INGESTION" : "ENABLED",
        MultiRegionEnabled: properties["MultiRegionEnabled"] ?? true,
        OrganizationEnabled: properties["OrganizationEnabled"] ?? false,
        RetentionPeriod: properties["RetentionPeriod"],
        TerminationProtectionEnabled: properties["TerminationProtectionEnabled"] ?? true,
        KmsKeyId: properties["KmsKeyId"],
        AdvancedEventSelectors: properties["AdvancedEventSelectors"],
      },
    ),
    told("GetResourcePolicy", { ResourceArn: arn }, policyOf(store, lifting)),
  ];
}

function policyOf(store: Identified, lifting: Lifting): Output | None {
  const { sure, unsure } = pointingTo(
    lifting,
    "AWS::CloudTrail::ResourcePolicy",
    "ResourceArn",
    store,
  );
  const [policy] = sure;
  if (unsure.length > 0 || sure.length > 1) {
    return { ResourcePolicy: unresolved(`which policy ${store.address} gets`) };
  }
  return policy === undefined
    ? { none: "ResourcePolicyNotFoundException" }
    : { ResourcePolicy: policyText(lifting, policy.properties["ResourcePolicy"]) };
}
