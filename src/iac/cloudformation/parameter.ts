import { partitionOfRegion } from "../../model/partition.ts";
import { placeholderAccount } from "../declaration.ts";
import type { Place } from "../identity.ts";
import { noValue, type Resolved, unresolved } from "../resolved.ts";
import { asText } from "./functions.ts";
import type { Deployment, Parameter } from "./template.ts";

/** The value of a parameter: what was given, its default, or the only one that is allowed. */
export function parameterValue(
  name: string,
  { Type = "String", Default, AllowedValues }: Parameter,
  given: string | undefined,
): Resolved {
  // The value is the name of a parameter of Systems Manager, which the deployment reads.
  if (Type.startsWith("AWS::SSM::")) return unresolved(`${name} is read from Systems Manager`);
  const [only, ...others] = Array.isArray(AllowedValues) ? (AllowedValues as Resolved[]) : [];
  const value =
    given ?? asText(Default as Resolved) ?? (others.length === 0 ? asText(only) : undefined);
  if (value === undefined) return unresolved(`the parameter ${name} has no value`);
  const isList = Type === "CommaDelimitedList" || Type.startsWith("List<");
  return isList ? value.split(",").map((item) => item.trim()) : value;
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const urlSuffixes: { readonly [partition: string]: string } = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-us-gov": "amazonaws.com",
};

/** The partition that the deployment goes to. */
export const partitionOf = ({ partition, region }: Deployment): string =>
  partition ?? partitionOfRegion(region ?? "")?.id ?? "aws";

/**
 * The value of `AWS::Region` and its like; undefined for other names.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(
  name: string,
  deployment: Deployment,
): Resolved | typeof noValue | undefined {
  if (!name.startsWith("AWS::")) return undefined;
  if (name === "AWS::NoValue") return noValue;
  const partition = partitionOf(deployment);
  const known: { readonly [name: string]: string | undefined } = {
    "AWS::Region": deployment.region,
    "AWS::AccountId": deployment.account ?? placeholderAccount,
    "AWS::Partition": partition,
    "AWS::StackName": deployment.stackName,
    "AWS::URLSuffix": urlSuffixes[partition],
  };
  return known[name] ?? unresolved(`${name} is known once it is deployed`);
}

/** Where the resources of a template go. */
export function placeOf(deployment: Deployment): Place {
  const pseudo = (name: string) => pseudoParameter(name, deployment) as Resolved;
  return {
    region: pseudo("AWS::Region"),
    account: pseudo("AWS::AccountId"),
    partition: pseudo("AWS::Partition"),
  };
}
