import type { Status } from "../../src/model/finding.ts";

export interface Disagreement {
  readonly ours: Status;
  readonly why: string;
}

const untraced: Disagreement = {
  ours: "fail",
  why: "the trail is stopped and records one Region, a match adds a field that CloudTrail's records do not have, and the alarm does nothing; Prowler looks at the pattern, and at whether there is an alarm",
};

const bedrock: Disagreement = {
  ours: "fail",
  why: "no data event of Bedrock is recorded, which is what agents, flows, guardrails and knowledge bases send; Prowler is content with the management events, which a trail records unless told otherwise",
};

const securityGroups =
  "ModifySecurityGroupRules opens ports as well, and the pattern misses it; CIS wants it since version 5.0";

/** Where we say something else of a scenario as it is, what we say, and why. */
export const disagreements: { readonly [name: string]: Disagreement } = {
  "cloudtrail_bedrock_logging_enabled:test_access_denied": {
    ours: "unknown",
    why: "the trails could not be listed; Prowler then says nothing at all, which looks like a clean account",
  },
  "cloudtrail_bedrock_logging_enabled:test_trail_with_classic_management_events": bedrock,
  "cloudtrail_bedrock_logging_enabled:test_trail_with_classic_management_events_default_read_write_type":
    bedrock,
  "cloudtrail_cloudwatch_logging_enabled:test_trails_sending_logs_during_and_not_last_day trail_test_us":
    {
      ours: "fail",
      why: "the trail is stopped and names no log group, so nothing is sent; Prowler looks at the time of the last delivery alone, which stays young for a day",
    },
  "cloudtrail_s3_dataevents_read_enabled:test_trail_without_data_events_ignoring": {
    ours: "fail",
    why: "nothing records the reads of any bucket; Prowler was told to leave out services without resources, where we know only of buckets that trails name",
  },
  "cloudtrail_s3_dataevents_write_enabled:test_trail_with_s3_data_events": {
    ours: "fail",
    why: "the trail is stopped, so it records nothing; Prowler looks at the selectors alone",
  },
  "cloudwatch_alarm_actions_enabled:test_cloudwatch_alarms_actions_disabled": {
    ours: "not-applicable",
    why: "the alarm watches no metric of a trail's log group; we judge those alarms, Prowler every one",
  },
  "cloudwatch_changes_to_network_acls_alarm_configured:test_cloudwatch_trail_with_log_group_with_metric_and_alarm":
    untraced,
  "cloudwatch_changes_to_network_gateways_alarm_configured:test_cloudwatch_trail_with_log_group_with_metric_and_alarm":
    untraced,
  "cloudwatch_changes_to_network_route_tables_alarm_configured:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_newlines":
    untraced,
  "cloudwatch_changes_to_vpcs_alarm_configured:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_reversed_clauses":
    untraced,
  "cloudwatch_log_group_retention_policy_specific_days_enabled:test_cloudwatch_log_group_with_compliant_retention_days":
    {
      ours: "not-applicable",
      why: "no trail sends to the log group; we judge the log groups that hold CloudTrail's events, Prowler every one",
    },
  "cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled:test_cloudwatch_trail_with_log_group_with_metric_and_alarm":
    untraced,
  "cloudwatch_log_metric_filter_authentication_failures:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_newlines":
    untraced,
  "cloudwatch_log_metric_filter_aws_organizations_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_newlines":
    untraced,
  "cloudwatch_log_metric_filter_for_s3_bucket_policy_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_newlines":
    untraced,
  "cloudwatch_log_metric_filter_policy_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_quotes":
    untraced,
  "cloudwatch_log_metric_filter_security_group_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_quotes":
    { ours: "fail", why: `${securityGroups}; beside that, ${untraced.why}` },
  "cloudwatch_log_metric_filter_sign_in_without_mfa:test_cloudwatch_trail_with_log_group_with_metric_and_alarm":
    untraced,
};

/** Where we still say something else once all that Prowler does not look at is in order. */
export const disagreementsOnceMended: { readonly [name: string]: Disagreement } = {
  "cloudtrail_bedrock_logging_enabled:test_trail_with_classic_management_events": bedrock,
  "cloudtrail_bedrock_logging_enabled:test_trail_with_classic_management_events_default_read_write_type":
    bedrock,
  "cloudtrail_cloudwatch_logging_enabled:test_trails_sending_logs_during_and_not_last_day trail_test_us":
    {
      ours: "fail",
      why: "the trail names no log group, so nothing is sent; Prowler looks at the time of the last delivery alone, which stays young for a day",
    },
  "cloudtrail_s3_dataevents_write_enabled:test_trail_with_s3_data_events": {
    ours: "unknown",
    why: "the selector names arn:aws:s3:::*/*, and AWS does not document a star in it: values are beginnings of ARNs, where it may well be a mere character",
  },
  "cloudwatch_log_metric_filter_security_group_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_quotes":
    { ours: "fail", why: securityGroups },
};
