import { noValue, type Resolved, unresolved } from "../resolved.ts";
import { asText } from "./functions.ts";
import type { Deployment, Parameter } from "./template.ts";

/** The value of a parameter: what was given, or else its default. */
export function parameterValue(
  name: string,
  { Type = "String", Default }: Parameter,
  given: string | undefined,
): Resolved {
  const value = given ?? asText(Default as Resolved);
  if (value === undefined) return unresolved(`the parameter ${name} has no value`);
  // The value is the name of a parameter of Systems Manager, which the deployment reads.
  if (Type.startsWith("AWS::SSM::")) return unresolved(`${name} is read from Systems Manager`);
  const isList = Type === "CommaDelimitedList" || Type.startsWith("List<");
  return isList ? value.split(",").map((item) => item.trim()) : value;
}

/**
 * The value of `AWS::Region` and its like; undefined for other names.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(
  name: string,
  { region, account, partition, stackName }: Deployment,
): Resolved | typeof noValue | undefined {
  if (!name.startsWith("AWS::")) return undefined;
  if (name === "AWS::NoValue") return noValue;
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const known: { readonly [name: string]: string | undefined } = {
    "AWS::Region": region,
    "AWS::AccountId": account,
    "AWS::Partition": partition,
    "AWS::StackName": stackName,
    "AWS::URLSuffix": partition && suffix,
  };
  return known[name] ?? unresolved(`${name} is known once it is deployed`);
}
