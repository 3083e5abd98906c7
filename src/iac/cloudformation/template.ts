import type { Json } from "../../model/json.ts";

type Section<T = Json | undefined> = { readonly [name: string]: T };

/** A parameter as the template declares it. */
export interface Parameter {
  readonly Type?: string;
  readonly Default?: Json;
  readonly AllowedValues?: Json;
  readonly AllowedPattern?: Json;
  readonly ConstraintDescription?: Json;
}

/**
 * A CloudFormation template, in the long form of its functions.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export interface Template {
  readonly Parameters: Section<Parameter>;
  readonly Mappings: Section;
  readonly Conditions: Section;
  /** Loops too, by `Fn::ForEach::…`, as they stand. */
  readonly Resources: Section;
  /** A macro that may change all of it. */
  readonly macro?: string;
  /** Counted from 1, by logical id. */
  readonly lines: ReadonlyMap<string, number>;
}

/** What the deployment adds. Absent members are unresolved. */
export interface Deployment {
  /** Values by parameter name; they replace the defaults. */
  readonly parameters: Section<string>;
  readonly region?: string;
  readonly account?: string;
  /** Absent, it is the Region's. */
  readonly partition?: string;
  readonly stackName?: string;
}
