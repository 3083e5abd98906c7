import type { CallLine } from "../../model/recording.ts";
import type { Resolved } from "../resolved.ts";
import { answer, endOfList, type Output, perhapsListed } from "./answer.ts";
import { type Identified, type Lifting, named, pointingTo } from "./lifting.ts";
import { objectsAt, or } from "./values.ts";

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
          logGroupClass: or(properties["LogGroupClass"], "STANDARD"),
          kmsKeyId: properties["KmsKeyId"],
          deletionProtectionEnabled: or(properties["DeletionProtectionEnabled"], false),
        },
      ],
    }),
    ...sure.map((filter) => metricFilter(filter, name, group.region, lifting)),
    ...perhapsListed(lifting, group, filtersOf(name), unsure),
    ...endOfList(lifting, group, filtersOf(name), { metricFilters: [] }),
  ];
}

/** A metric filter of a log group that the change itself does not make. */
export function metricFilterAnswers(filter: Identified, lifting: Lifting): CallLine[] {
  const { LogGroupName: group } = filter.properties;
  return typeof group === "string" && !named(lifting, "AWS::Logs::LogGroup", group)
    ? [metricFilter(filter, group, filter.region, lifting)]
    : [];
}

const filtersOf = (logGroupName: string) => ({
  ...{ service, operation: "DescribeMetricFilters" },
  input: { logGroupName },
});

function metricFilter(
  filter: Identified,
  group: string,
  region: Resolved,
  lifting: Lifting,
): CallLine {
  const { properties } = filter;
  const transformations = objectsAt(properties, "MetricTransformations");
  const given: Resolved | readonly Output[] | undefined =
    transformations.length > 0
      ? transformations.map(toTransformation)
      : properties["MetricTransformations"];
  return answer(lifting, { ...filter, region }, filtersOf(group), {
    metricFilters: [
      {
        filterName: filter.name,
        filterPattern: properties["FilterPattern"],
        logGroupName: group,
        applyOnTransformedLogs: properties["ApplyOnTransformedLogs"],
        fieldSelectionCriteria: properties["FieldSelectionCriteria"],
        emitSystemFieldDimensions: properties["EmitSystemFieldDimensions"],
        metricTransformations: given,
      },
    ],
  });
}

const toTransformation = (given: { readonly [name: string]: Resolved }): Output => ({
  metricName: given["MetricName"],
  metricNamespace: given["MetricNamespace"],
  metricValue: given["MetricValue"],
  defaultValue: given["DefaultValue"],
  unit: given["Unit"],
  dimensions: Object.fromEntries(
    objectsAt(given, "Dimensions").map(({ Key, Value }) => [String(Key), Value ?? ""]),
  ),
});
