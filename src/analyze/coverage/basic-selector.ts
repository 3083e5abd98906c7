import type {
  BasicSelector,
  DataResource,
  FieldSelector,
} from "../../model/facts/event-selector.ts";
import type { Box } from "./box.ts";
import { fieldSelector, toCondition } from "./condition.ts";

const readOnlyOf: { readonly [readWriteType: string]: readonly string[] | undefined } = {
  All: [],
  ReadOnly: ["true"],
  WriteOnly: ["false"],
};

/**
 * A basic selector in the terms of advanced ones: a box for the management events, and boxes for
 * each kind of data resource.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export function basicBoxes(basic: BasicSelector, selector: number): readonly Box[] {
  const known = Object.hasOwn(readOnlyOf, basic.readWriteType)
    ? readOnlyOf[basic.readWriteType]
    : undefined;
  const readOnly = known?.length ? [fieldSelector("readOnly", { equals: known })] : [];
  const box = (category: string, rest: readonly FieldSelector[], doubt?: string): Box => ({
    selector,
    conditions: [
      fieldSelector("eventCategory", { equals: [category] }),
      ...rest.filter(({ field }) => field === "resources.type"),
      ...readOnly,
      ...rest.filter(({ field }) => field !== "resources.type"),
    ].map(toCondition),
    ...(doubt !== undefined && { doubt }),
    ...(known === undefined && { doubt: `AWS documents no ReadWriteType ${basic.readWriteType}` }),
  });
  const excluded = basic.excludeManagementEventSources;
  const sources =
    excluded.length > 0 ? [fieldSelector("eventSource", { notEquals: excluded })] : [];
  return [
    ...(basic.includeManagementEvents ? [box("Management", sources)] : []),
    ...basic.dataResources.flatMap((resource) =>
      dataSets(resource).map(({ arns, doubt }) => {
        const type = fieldSelector("resources.type", { equals: [resource.type] });
        return box("Data", [type, ...(arns ? [fieldSelector("resources.ARN", arns)] : [])], doubt);
      }),
    ),
  ];
}

interface ArnSet {
  /** Any ARN, if absent. */
  readonly arns?: Partial<Omit<FieldSelector, "field">>;
  readonly doubt?: string;
}

/**
 * Which ARNs a data resource stands for, and which it may stand for.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
 */
function dataSets({ type, values }: DataResource): readonly ArnSet[] {
  if (values.length === 0) {
    return [{ doubt: "AWS does not document a data resource without values" }];
  }
  if (type === "AWS::S3::Object") return objectSets(values);
  const whole = values.filter((value) => /^arn:[\w-]{1,40}:\w{1,40}$/.test(value));
  const rest = values.filter((value) => !whole.includes(value));
  const isExact = type === "AWS::Lambda::Function";
  const isDocumented = isExact || type === "AWS::DynamoDB::Table";
  const doubt = `AWS does not document what else ${type} values stand for`;
  return [
    ...setOf({ startsWith: whole }, isDocumented ? undefined : doubt),
    ...setOf({ equals: rest }, isDocumented ? undefined : doubt),
    ...(isExact ? [] : setOf({ startsWith: rest }, doubt)),
  ];
}

/** Values for S3 are beginnings of ARNs; a bucket without a slash, or with a star, is ambiguous. */
function objectSets(values: readonly string[]): readonly ArnSet[] {
  const isClear = (value: string): boolean =>
    !value.includes("*") && (/^arn:[\w-]{1,40}:s3(:::)?$/.test(value) || value.includes("/"));
  const clear = values.filter(isClear);
  const unclear = values
    .filter((value) => !isClear(value))
    .map((value) => value.split("*")[0] ?? "");
  return [
    ...setOf({ startsWith: clear }),
    ...setOf(
      { startsWith: unclear },
      "AWS does not document bucket values with a star or without a slash",
    ),
  ];
}

function setOf(arns: { readonly [operator: string]: readonly string[] }, doubt?: string): ArnSet[] {
  const isEmpty = Object.values(arns).every((values) => values.length === 0);
  return isEmpty ? [] : [{ arns, ...(doubt !== undefined && { doubt }) }];
}
