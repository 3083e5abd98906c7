import type { CallLine } from "../../model/recording.ts";
import type { Resolved } from "../resolved.ts";
import { answer, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { named } from "./pointers.ts";
import { objectsAt } from "./values.ts";

const service = "cloudwatch-logs";

/** A metric filter of a log group that the change itself does not make. */
export function metricFilterAnswers(filter: Identified, lifting: Lifting): CallLine[] {
  const { LogGroupName: group } = filter.properties;
  return typeof group === "string" && !named(lifting, "AWS::Logs::LogGroup", group)
    ? [metricFilter(filter, group, filter.region, lifting)]
    : [];
}

/** How the filters of a log group are listed. */
export const filtersOf = (logGroupName: string) => ({
  ...{ service, operation: "DescribeMetricFilters" },
  input: { logGroupName },
});

/** What CloudWatch Logs lists for a metric filter. */
export function metricFilter(
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
