import { isObject } from "../../model/json.ts";
import { placeholderAccount } from "../declaration.ts";
import { identify, nameProperty } from "../identity.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { holdsTrue } from "./not-known.ts";
import type { Planned } from "./plan.ts";
import { isText, regionOf } from "./providers.ts";
import type { World } from "./world.ts";

interface Kind {
  /** CloudFormation's name for the type. */
  readonly type: string;
  /** The argument that names it. */
  readonly name: string;
}

const kinds: { readonly [type: string]: Kind } = {
  aws_s3_bucket: { type: "AWS::S3::Bucket", name: "bucket" },
  aws_kms_key: { type: "AWS::KMS::Key", name: "key_id" },
  aws_kms_replica_key: { type: "AWS::KMS::Key", name: "key_id" },
  aws_kms_external_key: { type: "AWS::KMS::Key", name: "key_id" },
  aws_kms_alias: { type: "AWS::KMS::Alias", name: "name" },
  aws_cloudwatch_log_group: { type: "AWS::Logs::LogGroup", name: "name" },
  aws_sns_topic: { type: "AWS::SNS::Topic", name: "name" },
  aws_cloudtrail: { type: "AWS::CloudTrail::Trail", name: "name" },
  aws_cloudtrail_event_data_store: { type: "AWS::CloudTrail::EventDataStore", name: "name" },
  aws_cloudwatch_metric_alarm: { type: "AWS::CloudWatch::Alarm", name: "alarm_name" },
  aws_cloudwatch_composite_alarm: { type: "AWS::CloudWatch::CompositeAlarm", name: "alarm_name" },
  aws_iam_role: { type: "AWS::IAM::Role", name: "name" },
  aws_cloudwatch_event_rule: { type: "AWS::Events::Rule", name: "name" },
};

/** Its name, where that is known and may be shown. */
export function knownName(resource: Planned): string | undefined {
  const argument = kinds[resource.type]?.name ?? "name";
  return textOf(resource, argument);
}

/** Its name as a property: absent where AWS makes one up, open where it is known after the apply. */
export function ownName(resource: Planned): Resolved | undefined {
  const argument = kinds[resource.type]?.name ?? "name";
  const isOpen = holdsTrue(resource.afterUnknown[argument]) || isHidden(resource, argument);
  return (
    knownName(resource) ?? (isOpen ? unresolved(`${resource.address}.${argument}`) : undefined)
  );
}

/** Its name; its address stands for one that only AWS will give, as it does for an id. */
export function nameOf(resource: Planned): string {
  const kind = kinds[resource.type];
  const isNamed = kind === undefined || nameProperty(kind.type) !== undefined;
  return (isNamed ? knownName(resource) : undefined) ?? resource.address;
}

/** The ARN of what is there already. */
export function knownArn(resource: Planned): string | undefined {
  const arn = textOf(resource, "arn");
  // The provider takes off what AWS and CloudFormation end it with.
  const isGroup = resource.type === "aws_cloudwatch_log_group";
  return isGroup ? arn && `${arn.replace(/:\*$/, "")}:*` : arn;
}

/** Its ARN: its own, or what AWS will make of its name or of the address that stands for it. */
export function arnOf(world: World, resource: Planned): Resolved {
  const known = knownArn(resource);
  if (known !== undefined) return known;
  const place = {
    region: regionOf(world.plan, resource),
    account: accountIn(world, resource),
    partition: world.partition,
  };
  const { type, address } = resource;
  if (type === "aws_iam_policy") {
    const { account, partition } = place;
    return typeof account === "string"
      ? `arn:${partition}:iam::${account}:policy/${nameOf(resource)}`
      : account;
  }
  const path = textOf(resource, "path");
  const named = {
    ...{ type: kinds[type]?.type ?? type, logicalId: address, name: nameOf(resource) },
    ...(path !== undefined && { path }),
  };
  return identify(named, "Arn", place);
}

/** The account that a resource is in; that of the plan may be stood for. */
function accountIn({ accounts }: World, resource: Planned): Resolved {
  const { isMain, account } = accounts.of(resource);
  if (isMain) return accounts.main ?? placeholderAccount;
  return account ?? unresolved(`the account of ${resource.address}`);
}

/** A text that is known and may be shown. */
function textOf(resource: Planned, argument: string): string | undefined {
  const { after, afterUnknown } = resource;
  const value = after[argument];
  const isKnown = !holdsTrue(afterUnknown[argument]) && !isHidden(resource, argument);
  return isKnown && isText(value) ? value : undefined;
}

/** Whether it is marked as sensitive: then it may not be shown. */
const isHidden = ({ afterSensitive }: Planned, argument: string): boolean =>
  afterSensitive === true || (isObject(afterSensitive) && holdsTrue(afterSensitive[argument]));
