import { afterAll, describe, expect, test } from "vitest";
import { callsNobodyMakes } from "./collector.ts";
import { type Scenario, toRecording } from "./prowler-scenarios.ts";
import {
  agrees,
  asOf,
  type Compared,
  compare,
  isPolicy,
  type JudgedBy,
  paramsOf,
  shortName,
} from "./prowler-verdicts.ts";
import { describeData } from "./reference-data.ts";
import {
  bolderWhenBlinder,
  judge,
  policyErrors,
  unfoundedPasses,
  waitsForParameter,
} from "./verdicts.ts";

const judgedBy: { readonly [check: string]: JudgedBy } = {
  cloudtrail_bucket_requires_mfa_delete: { policies: ["bucket-mfa-delete"] },
  // Prowler asks when something was last sent; being linked and being delivered to are two policies.
  cloudtrail_cloudwatch_logging_enabled: {
    policies: ["trail-cloudwatch-logs", "delivery-logs-healthy"],
  },
  cloudtrail_log_file_validation_enabled: { policies: ["trail-log-validation"] },
  cloudtrail_logs_s3_bucket_access_logging_enabled: { policies: ["bucket-access-logging"] },
  cloudtrail_logs_s3_bucket_is_not_publicly_accessible: { policies: ["bucket-not-public"] },
  // Prowler's answer to the CIS requirement that this policy answers: a multi-Region trail that
  // records all management events.
  cloudtrail_multi_region_enabled: { policies: ["trail-multi-region-all-mgmt"] },
  cloudtrail_multi_region_enabled_logging_management_events: {
    policies: ["trail-multi-region-all-mgmt"],
  },
  cloudwatch_log_group_kms_encryption_enabled: { policies: ["loggroup-kms"] },
  cloudwatch_log_group_retention_policy_specific_days_enabled: {
    policies: ["loggroup-retention"],
    params: ({ log_group_retention_days: days }) => ({
      "loggroup-retention": { minDays: Number(days) },
    }),
  },
};

/** Checks that no policy answers yet, and the policy that will. */
const notYetJudged: { readonly [check: string]: string } = {
  cloudtrail_bedrock_logging_enabled: "events-data-required-types",
  cloudtrail_insights_exist: "events-insights",
  cloudtrail_s3_dataevents_read_enabled: "events-s3-read-all",
  cloudtrail_s3_dataevents_write_enabled: "events-s3-write-all",
  cloudwatch_alarm_actions_enabled: "alarm-actions-enabled",
  cloudwatch_changes_to_network_acls_alarm_configured: "alarm-nacl-change",
  cloudwatch_changes_to_network_gateways_alarm_configured: "alarm-network-gateway-change",
  cloudwatch_changes_to_network_route_tables_alarm_configured: "alarm-route-table-change",
  cloudwatch_changes_to_vpcs_alarm_configured: "alarm-vpc-change",
  cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled:
    "alarm-config-change",
  cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled:
    "alarm-cloudtrail-change",
  cloudwatch_log_metric_filter_authentication_failures: "alarm-console-auth-failure",
  cloudwatch_log_metric_filter_aws_organizations_changes: "alarm-organizations-change",
  cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk: "alarm-kms-disable-delete",
  cloudwatch_log_metric_filter_for_s3_bucket_policy_changes: "alarm-s3-policy-change",
  cloudwatch_log_metric_filter_policy_changes: "alarm-iam-policy-change",
  cloudwatch_log_metric_filter_root_usage: "alarm-root-usage",
  cloudwatch_log_metric_filter_security_group_changes: "alarm-security-group-change",
  cloudwatch_log_metric_filter_sign_in_without_mfa: "alarm-console-no-mfa",
  cloudwatch_log_metric_filter_unauthorized_api_calls: "alarm-unauthorized-api",
};

/** Where we say something else, what we say, and why. */
const disagreements: { readonly [name: string]: { readonly ours: string; readonly why: string } } =
  {
    "cloudtrail_cloudwatch_logging_enabled:test_trails_sending_logs_during_and_not_last_day trail_test_us":
      {
        ours: "fail",
        why: "the trail is stopped and names no log group, so nothing is sent; Prowler looks at the time of the last delivery alone, which stays young for a day",
      },
    "cloudwatch_log_group_retention_policy_specific_days_enabled:test_cloudwatch_log_group_with_compliant_retention_days":
      {
        ours: "not-applicable",
        why: "no trail sends to the log group; we judge the log groups that hold CloudTrail's events, Prowler every one",
      },
  };

describeData<{ readonly scenarios: readonly Scenario[] }>(
  "prowler-sample/scenarios.json",
  ({ scenarios }) => {
    const compared = scenarios.flatMap((scenario) => {
      const by = judgedBy[scenario.check];
      return by ? compare(scenario, by) : [];
    });
    const waiting = scenarios.filter(({ check }) => notYetJudged[check] !== undefined);

    test("every check is judged, or waits for a policy", () => {
      const checks = [...new Set(scenarios.map(({ check }) => check))].sort();
      const listed = [...Object.keys(judgedBy), ...Object.keys(notYetJudged)].sort();
      expect(listed).toEqual(checks);
    });

    test("no check waits for a policy that is there", () => {
      expect(Object.entries(notYetJudged).filter(([, policy]) => isPolicy(policy))).toEqual([]);
    });

    test("every disagreement is one that was found", () => {
      const found = compared.filter((one) => !agrees(one)).map(({ name }) => name);
      expect(Object.keys(disagreements).sort()).toEqual(found.sort());
    });

    for (const one of compared) {
      const { name, prowler, ours } = one;
      const disagreement = disagreements[name];
      test(`${name}: ${prowler}${disagreement ? `, but ${disagreement.why}` : ""}`, () => {
        if (disagreement) expect(ours).toBe(disagreement.ours);
        else expect(agrees(one), `Prowler says ${prowler}, we say ${ours}`).toBe(true);
      });
    }

    describe("whatever is asked of it", () => {
      for (const scenario of scenarios) test(shortName(scenario), () => testHonesty(scenario));
    });

    test("who may not list the trails says nothing about them", () => {
      const blind = scenarios.filter(({ input }) =>
        input.deniedApis.includes("cloudtrail:DescribeTrails"),
      );
      expect(blind.length).toBeGreaterThan(0);
      for (const { input } of blind) {
        const findings = judge(toRecording(input, asOf), asOf);
        const other = findings.filter(
          (finding) => finding.status !== "unknown" && !waitsForParameter(finding),
        );
        expect(other.map(({ policy, status }) => `${policy} ${status}`)).toEqual([]);
      }
    });

    test("a log group that no trail sends to is judged like Prowler does once one sends there", () => {
      const check = "cloudwatch_log_group_retention_policy_specific_days_enabled";
      const judged = judgedBy[check] as JudgedBy;
      const [scenario, ...more] = scenarios.filter((one) => one.check === check).map(behindATrail);
      expect(more).toEqual([]);
      expect(compare(scenario as Scenario, judged).map(agrees)).toEqual([true]);
    });

    afterAll(() => {
      process.stdout.write(summary(compared, waiting));
    });
  },
);

/** What holds for every account, whichever of the policies speaks. */
async function testHonesty(scenario: Scenario): Promise<void> {
  const recording = toRecording(scenario.input, asOf);
  const params = paramsOf(scenario, judgedBy[scenario.check] ?? { policies: [] });
  const findings = judge(recording, asOf, params);
  expect(await callsNobodyMakes(recording)).toEqual([]);
  expect(policyErrors(findings)).toEqual([]);
  expect(unfoundedPasses(recording, findings)).toEqual([]);
  expect(bolderWhenBlinder(recording, asOf, params)).toEqual([]);
}

function behindATrail(scenario: Scenario): Scenario {
  const { accountId, logGroups } = scenario.input;
  const [group] = logGroups;
  const region = group?.region ?? "";
  const trail = {
    Name: "main",
    TrailARN: `arn:aws:cloudtrail:${region}:${accountId}:trail/main`,
    HomeRegion: region,
    S3BucketName: "logs",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: String(group?.["arn"]),
  };
  const given = { trail, status: {}, eventSelectors: null, insightSelectors: null };
  return { ...scenario, input: { ...scenario.input, trails: [given] } };
}

function summary(compared: readonly Compared[], waiting: readonly Scenario[]): string {
  const agreed = compared.filter(agrees).length;
  return [
    `\nProwler's verdicts and ours: ${agreed} agree, ${compared.length - agreed} differ for a reason, ${waiting.length} scenarios wait for a policy`,
    ...compared.map(
      (one) =>
        `  ${agrees(one) ? "agree " : "differ"}  ${one.prowler.padEnd(7)} ${one.ours.padEnd(14)} ${one.name}`,
    ),
    ...waiting.map(
      (one) =>
        `  wait    ${said(one)} ${(notYetJudged[one.check] ?? "").padEnd(30)} ${shortName(one)}`,
    ),
    "",
  ].join("\n");
}

const said = ({ expected }: Scenario): string =>
  (expected.findings.map(({ status }) => status).join() || "NOTHING").padEnd(7);
