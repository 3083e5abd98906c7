import { isUnknown } from "../model/unknown.ts";
import type { Declaration } from "./declaration.ts";
import { type Resolved, unresolved } from "./resolved.ts";

/** The names that a resource of the template goes by, once it is deployed. */
export interface Place {
  readonly region: Resolved;
  readonly account: Resolved;
  readonly partition: Resolved;
}

interface Kind {
  /** The property that names it; without it, CloudFormation makes a name up. */
  readonly nameProperty?: string;
  /** What follows `arn:PARTITION:`, with `{r}`, `{a}`, `{p}`, `{n}` for Region, account, path, name. */
  readonly arn: string;
  /** What `Ref` gives: its name if not its ARN. */
  readonly refIsArn?: true;
  readonly refIsUrl?: true;
  /** Attributes other than `Arn` that are the ARN or the name. */
  readonly arnAttributes?: readonly string[];
  readonly nameAttributes?: readonly string[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html */
const kinds: { readonly [type: string]: Kind } = {
  "AWS::S3::Bucket": { nameProperty: "BucketName", arn: "s3:::{n}" },
  "AWS::KMS::Key": { arn: "kms:{r}:{a}:key/{n}", nameAttributes: ["KeyId"] },
  "AWS::KMS::Alias": { nameProperty: "AliasName", arn: "kms:{r}:{a}:{n}" },
  "AWS::Logs::LogGroup": { nameProperty: "LogGroupName", arn: "logs:{r}:{a}:log-group:{n}:*" },
  "AWS::SNS::Topic": {
    nameProperty: "TopicName",
    arn: "sns:{r}:{a}:{n}",
    refIsArn: true,
    arnAttributes: ["TopicArn"],
    nameAttributes: ["TopicName"],
  },
  "AWS::CloudTrail::Trail": { nameProperty: "TrailName", arn: "cloudtrail:{r}:{a}:trail/{n}" },
  "AWS::CloudTrail::EventDataStore": {
    arn: "cloudtrail:{r}:{a}:eventdatastore/{n}",
    refIsArn: true,
    arnAttributes: ["EventDataStoreArn"],
  },
  "AWS::CloudWatch::Alarm": { nameProperty: "AlarmName", arn: "cloudwatch:{r}:{a}:alarm:{n}" },
  "AWS::CloudWatch::CompositeAlarm": {
    nameProperty: "AlarmName",
    arn: "cloudwatch:{r}:{a}:alarm:{n}",
  },
  "AWS::Logs::MetricFilter": { nameProperty: "FilterName", arn: "logs:{r}:{a}:metric-filter:{n}" },
  "AWS::IAM::Role": { nameProperty: "RoleName", arn: "iam::{a}:role{p}{n}" },
  "AWS::IAM::User": { nameProperty: "UserName", arn: "iam::{a}:user{p}{n}" },
  "AWS::IAM::Group": { nameProperty: "GroupName", arn: "iam::{a}:group{p}{n}" },
  "AWS::IAM::ManagedPolicy": {
    nameProperty: "ManagedPolicyName",
    arn: "iam::{a}:policy{p}{n}",
    refIsArn: true,
    arnAttributes: ["PolicyArn"],
  },
  "AWS::Lambda::Function": { nameProperty: "FunctionName", arn: "lambda:{r}:{a}:function:{n}" },
  "AWS::SQS::Queue": { nameProperty: "QueueName", arn: "sqs:{r}:{a}:{n}", refIsUrl: true },
  "AWS::Events::Rule": { nameProperty: "Name", arn: "events:{r}:{a}:rule/{n}" },
};

/** The property that a resource's name stands in, if its type is known and has one. */
export const nameProperty = (type: string): string | undefined =>
  Object.hasOwn(kinds, type) ? kinds[type]?.nameProperty : undefined;

/**
 * What `Ref` (no attribute) or `Fn::GetAtt` gives. A name that CloudFormation will make up is stood
 * for by the logical id, so that everything that points to the resource still does.
 */
export function identify(
  resource: {
    readonly type: string;
    readonly logicalId: string;
    readonly name: Resolved;
    /** Of what is IAM's. */
    readonly path?: Resolved;
  },
  attribute: string | undefined,
  place: Place,
): Resolved {
  const { type, logicalId, name, path = "/" } = resource;
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  const wanted = `${logicalId}${attribute === undefined ? "" : `.${attribute}`}`;
  if (kind === undefined) return unresolved(`${wanted} is known once it is deployed`);
  const isArn =
    attribute === undefined
      ? kind.refIsArn === true
      : attribute === "Arn" || kind.arnAttributes?.includes(attribute) === true;
  const isName =
    attribute === undefined
      ? kind.refIsUrl !== true
      : kind.nameAttributes?.includes(attribute) === true;
  if (isArn) return arnOf(kind.arn, { r: place.region, a: place.account, p: path, n: name }, place);
  return isName ? name : unresolved(`${wanted} is known once it is deployed`);
}

type Parts = { readonly [letter: string]: Resolved };

function arnOf(form: string, given: Parts, { partition }: Place): Resolved {
  const parts = form.split(/\{([rapn])\}/).map((part, at) => (at % 2 === 1 ? given[part] : part));
  const missing = [partition, ...parts].find((part) => typeof part !== "string");
  return missing === undefined ? `arn:${String(partition)}:${parts.join("")}` : missing;
}

/** What a resource goes by in a change. */
export interface Identity {
  readonly name: Resolved;
  readonly arn: Resolved;
  /** Its address stands for a name that somebody chooses when it is deployed. */
  readonly isNameOpen: boolean;
}

/** The name and ARN of a resource; its address stands for a name that is not known yet. */
export function identityOf(
  { type, address, properties, arn }: Pick<Declaration, "type" | "address" | "properties" | "arn">,
  place: Place,
): Identity {
  const { region, account } = place;
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  const property = kind?.nameProperty;
  const given = property === undefined ? undefined : properties[property];
  const isNameOpen = isUnknown(given);
  const name = isNameOpen || given === undefined || given === null ? address : given;
  const made =
    kind === undefined
      ? unresolved(`the ARN of ${address}`)
      : arnOf(kind.arn, { r: region, a: account, p: properties["Path"] ?? "/", n: name }, place);
  return { name, arn: arn ?? made, isNameOpen };
}
