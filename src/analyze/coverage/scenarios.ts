import type { EventClass, TextSet } from "../../model/event-class.ts";
import { callsOf } from "./calls.ts";
import type { Domain } from "./candidates.ts";
import type { FieldValue } from "./condition.ts";
import {
  anyArn,
  arnShape,
  eventNameShape,
  identityShapes,
  type Place,
  vpcEndpointShape,
} from "./resource-arns.ts";

/** Events whose fields vary independently of each other: a product of domains. */
export interface Scenario {
  readonly domains: ReadonlyMap<string, Domain>;
  /** The source, where it is one. */
  readonly source?: string;
  readonly type?: string;
  /** Whether such events surely occur. */
  readonly occurs: boolean;
  /** CloudTrail's own deliveries. */
  readonly isDelivery?: true;
}

const only = (value: FieldValue): Domain => ({ known: [value] });
const absent = only(undefined);

/** The resource types of a class; one that is not named where it has none. */
export const typesOf = ({
  category,
  resourceTypes,
}: EventClass): readonly (string | undefined)[] =>
  category === "Data" ? (resourceTypes ?? [undefined]) : [undefined];

/** The events of a class in one Region, as products: nothing of the class is outside, and each event in them is of it. */
export function* scenariosOf(required: EventClass, place: Place): Generator<Scenario> {
  for (const type of typesOf(required)) {
    yield* ofType(required, place, type);
    yield* deliveriesOf(required, place, type);
  }
}

/** Made one by one: most questions are answered by the first. */
function* ofType(
  required: EventClass,
  place: Place,
  type: string | undefined,
): Generator<Scenario> {
  const rest = fieldsOf(required, place, type);
  const sessions = required.category === "Data" ? [undefined, "true"] : [undefined];
  for (const session of sessions) {
    const fields: Fields = [
      ...rest,
      ["userIdentity.arn", identityOf(required, place, session)],
      ["sessionCredentialFromConsole", only(session)],
    ];
    for (const { source, occurs, eventSource, eventName, readOnly } of callsOf(required, type)) {
      yield {
        ...{ occurs, ...(source && { source }), ...(type && { type }) },
        domains: new Map([...fields, ...Object.entries({ eventSource, eventName, readOnly })]),
      };
    }
  }
}

/** AWS services that call by themselves have no ARN, but no console session either. */
function identityOf({ category }: EventClass, place: Place, session: string | undefined): Domain {
  if (category === "Management")
    return { known: [`arn:${place.partition}:iam::${place.account}:root`] };
  return {
    known: [
      `arn:${place.partition}:iam::${place.account}:user/example`,
      `arn:${place.partition}:iam::${place.account}:root`,
    ],
    possible: session === undefined ? [undefined] : [],
    shapes: identityShapes(place),
    isFree: true,
  };
}

type Fields = readonly (readonly [field: string, domain: Domain])[];

function fieldsOf(required: EventClass, place: Place, type: string | undefined): Fields {
  const { category, errorCodes } = required;
  const common: Fields = [["eventCategory", only(category)]];
  switch (category) {
    case "Management":
      return [...common, ["eventType", only("AwsApiCall")]];
    case "Data":
      return [
        ...common,
        ["eventType", { known: ["AwsApiCall"], possible: ["AwsServiceEvent"] }],
        ["resources.type", type === undefined ? anyType : only(type)],
        ["resources.ARN", arnsOf(required, place, type)],
      ];
    case "NetworkActivity":
      return [
        ...common,
        ["eventType", only("AwsVpceEvent")],
        ["errorCode", { known: errorCodes ?? [undefined, "VpceAccessDenied"] }],
        ["vpcEndpointId", { known: [], shapes: [vpcEndpointShape], isFree: true }],
      ];
    default:
      return common;
  }
}

/** Any type: one that AWS has, or may have. */
const anyType: Domain = {
  known: ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue"],
  shapes: [{ ...eventNameShape, parts: ["AWS::"], tail: { ...eventNameShape.tail, isAny: true } }],
};

function arnsOf(
  { resourceArns, except }: EventClass,
  place: Place,
  type: string | undefined,
): Domain {
  const shape = type === undefined ? undefined : arnShape(type, place);
  const bounds = [resourceArns, except?.resourceArns];
  return {
    known: [],
    shapes: [shape ?? anyArn(place)],
    isFree: shape !== undefined,
    bounds: {
      equals: bounds.flatMap((set) => set?.equals ?? []),
      startsWith: bounds.flatMap((set) => set?.startsWith ?? []),
    },
    isRequired: (arn) =>
      (resourceArns === undefined || isIn(resourceArns, arn)) &&
      !(except?.resourceArns && isIn(except.resourceArns, arn)),
  };
}

const isIn = ({ equals = [], startsWith = [] }: TextSet, text = ""): boolean =>
  equals.includes(text) || startsWith.some((prefix) => text.startsWith(prefix));

/**
 * The log files that CloudTrail puts into buckets, which trails without recursive logging leave out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html
 */
function deliveriesOf(required: EventClass, place: Place, type: string | undefined): Scenario[] {
  const { eventSources, eventNames, readOnly, except } = required;
  const isAsked =
    required.includesCloudTrailDeliveries === true &&
    type === "AWS::S3::Object" &&
    readOnly !== true &&
    (eventSources?.includes("s3.amazonaws.com") ?? true) &&
    (eventNames?.includes("PutObject") ?? true) &&
    !except?.eventSources?.includes("s3.amazonaws.com");
  if (!isAsked) return [];
  const call = { eventSource: "s3.amazonaws.com", eventName: "PutObject", readOnly: "false" };
  return [
    {
      ...{ occurs: true, isDelivery: true, source: call.eventSource, type },
      domains: new Map<string, Domain>([
        ...fieldsOf(required, place, type),
        ["userIdentity.arn", absent],
        ["sessionCredentialFromConsole", absent],
        ...Object.entries(call).map(([field, value]) => [field, only(value)] as const),
      ]),
    },
  ];
}
