import type { ParameterValue } from "../../src/model/policy.ts";
import type { Scenario } from "./prowler-scenarios.ts";
import type { Parameters } from "./verdicts.ts";

/** How a check of Prowler's is asked here. */
export interface JudgedBy {
  /** All of them, where Prowler asks several things at once. */
  readonly policies: readonly string[];
  /** Parameters that make the two ask the same. */
  readonly params?: (config: NonNullable<Scenario["auditConfig"]>) => Parameters;
  /** What the parameters are for. */
  readonly judged?: string;
}

/** Prowler looks at the pattern and at whether there is an alarm, and follows no alarm any further. */
const alarm = (policy: string, more: { readonly [name: string]: ParameterValue } = {}) => ({
  policies: [policy],
  params: () => ({ [policy]: { requireSubscription: false, ...more } }),
  judged: "asking for no subscription",
});

const bedrockTypes = ["AgentAlias", "FlowAlias", "Guardrail", "KnowledgeBase", "Model"];

export const judgedBy: { readonly [check: string]: JudgedBy } = {
  cloudtrail_bedrock_logging_enabled: {
    policies: ["events-data-required-types"],
    params: () => ({
      "events-data-required-types": { types: bedrockTypes.map((type) => `AWS::Bedrock::${type}`) },
    }),
    judged: "asking for the data events of Bedrock",
  },
  cloudtrail_bucket_requires_mfa_delete: { policies: ["bucket-mfa-delete"] },
  // Prowler asks when something was last sent; being linked and being delivered to are two policies.
  cloudtrail_cloudwatch_logging_enabled: {
    policies: ["trail-cloudwatch-logs", "delivery-logs-healthy"],
  },
  cloudtrail_insights_exist: {
    policies: ["events-insights"],
    params: () => ({ "events-insights": { types: ["ApiErrorRateInsight"] } }),
    judged: "asking for the one type that is on, as Prowler is content with any",
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
  cloudtrail_s3_dataevents_read_enabled: { policies: ["events-s3-read-all"] },
  cloudtrail_s3_dataevents_write_enabled: { policies: ["events-s3-write-all"] },
  cloudwatch_alarm_actions_enabled: { policies: ["alarm-actions-enabled"] },
  cloudwatch_changes_to_network_acls_alarm_configured: alarm("alarm-nacl-change"),
  cloudwatch_changes_to_network_gateways_alarm_configured: alarm("alarm-network-gateway-change"),
  cloudwatch_changes_to_network_route_tables_alarm_configured: alarm("alarm-route-table-change"),
  cloudwatch_changes_to_vpcs_alarm_configured: alarm("alarm-vpc-change"),
  cloudwatch_log_group_kms_encryption_enabled: { policies: ["loggroup-kms"] },
  cloudwatch_log_group_retention_policy_specific_days_enabled: {
    policies: ["loggroup-retention"],
    params: ({ log_group_retention_days: days }) => ({
      "loggroup-retention": { minDays: Number(days) },
    }),
  },
  cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled:
    alarm("alarm-config-change"),
  cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled:
    alarm("alarm-cloudtrail-change"),
  cloudwatch_log_metric_filter_authentication_failures: alarm("alarm-console-auth-failure"),
  // Nobody asked in the scenarios whether the account manages an organization.
  cloudwatch_log_metric_filter_aws_organizations_changes: alarm("alarm-organizations-change", {
    onlyManagement: false,
  }),
  cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk: alarm(
    "alarm-kms-disable-delete",
  ),
  cloudwatch_log_metric_filter_for_s3_bucket_policy_changes: alarm("alarm-s3-policy-change"),
  cloudwatch_log_metric_filter_policy_changes: alarm("alarm-iam-policy-change"),
  cloudwatch_log_metric_filter_root_usage: alarm("alarm-root-usage"),
  cloudwatch_log_metric_filter_security_group_changes: alarm("alarm-security-group-change"),
  cloudwatch_log_metric_filter_sign_in_without_mfa: alarm("alarm-console-no-mfa"),
  cloudwatch_log_metric_filter_unauthorized_api_calls: alarm("alarm-unauthorized-api"),
};
