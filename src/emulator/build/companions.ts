import type { JsonObject } from "../../model/json.ts";
import type {
  AccountState,
  ConfigurationRecorderState,
  DetectorState,
  EventRuleState,
  HubState,
} from "../world.ts";

// What stands beside the trails of an account, in the good state.

export const buildDetector = (region: string, detector: JsonObject = {}): DetectorState => ({
  region,
  id: "0123456789abcdef0123456789abcdef",
  detector: {
    CreatedAt: "2025-01-01T00:00:00.000Z",
    FindingPublishingFrequency: "FIFTEEN_MINUTES",
    Status: "ENABLED",
    Features: ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS"].map((Name) => ({
      Name,
      Status: "ENABLED",
    })),
    ...detector,
  },
});

export const buildRecorder = (
  account: string,
  region: string,
  given: {
    readonly group?: JsonObject;
    readonly status?: JsonObject;
    readonly channel?: JsonObject;
  } = {},
): ConfigurationRecorderState => ({
  region,
  recorder: {
    name: "default",
    roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, ...given.group },
    recordingScope: "PAID",
  },
  status: { name: "default", recording: true, lastStatus: "SUCCESS", ...given.status },
  channel: given.channel ?? { name: "default", s3BucketName: `config-${account}` },
});

const buildHub = (account: string, region: string): HubState => ({
  region,
  hub: {
    HubArn: `arn:aws:securityhub:${region}:${account}:hub/default`,
    SubscribedAt: "2025-01-01T00:00:00.000Z",
    AutoEnableControls: true,
    ControlFindingGenerator: "SECURITY_CONTROL",
  },
});

/** A rule on the calls that blind a trail, with a function as target. */
export const buildTamperRule = (
  account: string,
  region: string,
  rule: JsonObject = {},
): EventRuleState => ({
  region,
  rule: {
    Name: "trail-tampering",
    Arn: `arn:aws:events:${region}:${account}:rule/trail-tampering`,
    EventBusName: "default",
    State: "ENABLED",
    EventPattern: JSON.stringify({
      source: ["aws.cloudtrail"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: { eventName: ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"] },
    }),
    ...rule,
  },
  targets: [{ Id: "1", Arn: `arn:aws:lambda:${region}:${account}:function:page-us` }],
});

/** The good state of everything beside the trails, in all of an account's Regions. */
export function buildCompanions({
  id,
  regions,
  trails,
}: Pick<AccountState, "id" | "regions" | "trails">): Pick<
  AccountState,
  "detectors" | "configurationRecorders" | "hubs" | "eventRules" | "principals"
> {
  const enabled = regions
    .filter(({ optStatus }) => optStatus !== "DISABLED")
    .map(({ name }) => name);
  const homes = [...new Set(trails.map(({ trail }) => trail.HomeRegion))];
  return {
    detectors: enabled.map((region) => buildDetector(region)),
    configurationRecorders: enabled.map((region) => buildRecorder(id, region)),
    hubs: enabled.map((region) => buildHub(id, region)),
    eventRules: homes.map((region) => buildTamperRule(id, region)),
    principals: { users: [], groups: [], roles: [], policies: [] },
  };
}
