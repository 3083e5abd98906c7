import type { CallLine } from "../../model/recording.ts";
import { answer } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { endOfList, perhapsListed } from "./lists.ts";
import { filtersOf, metricFilter } from "./metric-filter.ts";
import { pointingTo } from "./pointers.ts";

const service = "cloudwatch-logs";

/**
 * What CloudWatch Logs answers about a log group and its metric filters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export function logGroupAnswers(group: Identified, lifting: Lifting): CallLine[] {
  const { name, arn, properties } = group;
  if (typeof name !== "string") return [];
  const { sure, unsure } = pointingTo(lifting, "AWS::Logs::MetricFilter", "LogGroupName", group);
  const asked = {
    ...{ service, operation: "DescribeLogGroups" },
    input: { logGroupNamePrefix: name },
  };
  return [
    answer(lifting, group, asked, {
      logGroups: [
        {
          logGroupName: name,
          arn,
          retentionInDays: properties["RetentionInDays"],
          logGroupClass: properties["LogGroupClass"] ?? "STANDARD",
          kmsKeyId: properties["KmsKeyId"],
          deletionProtectionEnabled: properties["DeletionProtectionEnabled"] ?? false,
        },
      ],
    }),
    ...sure.map((filter) => metricFilter(filter, name, group.region, lifting)),
    ...perhapsListed(lifting, group, filtersOf(name), unsure),
    ...endOfList(lifting, group, filtersOf(name), { metricFilters: [] }),
  ];
}
