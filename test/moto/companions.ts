import {
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateDetectorCommand } from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AttachPolicyCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { EnableSecurityHubCommand } from "@aws-sdk/client-securityhub";
import { account, type Clients } from "./clients.ts";

const operator = "Operator";
const bucket = "moto-access-logs";

/** What stands beside the trails: in one Region the services that watch, an organization, and who may do too much. */
export async function seedCompanions(home: Clients, global: Clients): Promise<void> {
  await Promise.all([
    home.guardduty.send(new CreateDetectorCommand({ Enable: true })),
    home.securityhub.send(new EnableSecurityHubCommand({})),
    recordConfiguration(home),
    watchTampering(home),
    organize(global),
    empower(global),
  ]);
}

async function recordConfiguration({ config }: Clients): Promise<void> {
  const roleARN = `arn:aws:iam::${account}:role/config`;
  const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
  await config.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: { name: "default", roleARN, recordingGroup },
    }),
  );
  const DeliveryChannel = { name: "default", s3BucketName: bucket };
  await config.send(new PutDeliveryChannelCommand({ DeliveryChannel }));
  const ConfigurationRecorderName = "default";
  await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName }));
}

async function watchTampering({ events }: Clients): Promise<void> {
  const pattern = {
    source: ["aws.cloudtrail"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventName: [{ prefix: "Stop" }, "DeleteTrail", "UpdateTrail"] },
  };
  const Name = "tampering";
  await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern) }));
  await events.send(
    new PutRuleCommand({ Name: "hourly", ScheduleExpression: "rate(1 hour)", State: "ENABLED" }),
  );
  const Targets = [{ Id: "1", Arn: `arn:aws:sns:eu-west-1:${account}:security` }];
  await events.send(new PutTargetsCommand({ Rule: Name, Targets }));
}

async function organize({ organizations }: Clients): Promise<void> {
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: "protect-trails",
      Description: "Trails stay as they are",
      Type: "SERVICE_CONTROL_POLICY",
      Content: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Deny", Action: "cloudtrail:*Trail", Resource: "*" },
      }),
    }),
  );
  await organizations.send(
    new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: Roots[0]?.Id }),
  );
}

async function empower({ iam }: Clients): Promise<void> {
  const RoleName = operator;
  const document = (statement: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const trust = { Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const PolicyDocument = document({ Action: "CloudTrail:*", Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "trails", PolicyDocument }));
}

const matches = {
  stopLogging: true,
  deleteTrail: true,
  updateTrail: true,
  putEventSelectors: false,
};

/** The facts of the home Region that have to come out of that. */
export const homeCompanions = {
  guardDuty: { exists: true, isEnabled: true, s3Protection: "DISABLED" },
  securityHub: { isEnabled: true },
  configurationRecorders: {
    $items: [
      {
        name: "default",
        isRecording: true,
        recordsAllSupportedTypes: true,
        includesGlobalResourceTypes: true,
      },
    ],
    $unseen: [],
  },
  deliveryChannels: { $items: [{ name: "default", s3BucketName: bucket }], $unseen: [] },
  eventRules: {
    $items: [{ name: "tampering", isEnabled: true, matches, targets: { $items: [{}] } }],
    $unseen: [],
  },
};

/** And those of any other Region. */
export const otherCompanions = {
  guardDuty: { exists: false, isEnabled: false },
  securityHub: { isEnabled: false },
  configurationRecorders: { $items: [], $unseen: [] },
  deliveryChannels: { $items: [], $unseen: [] },
  eventRules: { $items: [], $unseen: [] },
};

/** And those of the account as a whole. */
export const accountCompanions = {
  organizations: {
    $items: [
      {
        managementAccountId: account,
        isManagementAccount: true,
        featureSet: "ALL",
        accounts: { $items: [{ id: account, state: "ACTIVE" }], $unseen: [] },
        serviceControlPolicies: {
          $items: [
            {
              name: "protect-trails",
              reachesEveryMember: true,
              denies: {
                stopLogging: false,
                deleteTrail: true,
                updateTrail: true,
                putEventSelectors: false,
              },
            },
          ],
          $unseen: [],
        },
      },
    ],
    $unseen: [],
  },
  // moto says NoSuchEntity: it has none of AWS's own policies unless told so.
  fullAccessEntities: { $items: [], $unseen: [] },
  iamPolicies: {
    $items: [
      {
        name: "trails",
        arn: `arn:aws:iam::${account}:role/${operator}`,
        isInline: true,
        allowsEveryCloudTrailAction: true,
      },
    ],
    $unseen: [],
  },
};
