import type { Json } from "../../model/json.ts";

type Section<T = Json | undefined> = { readonly [name: string]: T };

/** A parameter as the template declares it. */
export interface Parameter {
  readonly Type?: string;
  readonly Default?: Json;
}

/** A resource as the template declares it; its functions are not worked out. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly Condition?: string;
}

/**
 * A CloudFormation template, in the long form of its functions.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export interface Template {
  readonly Parameters: Section<Parameter>;
  readonly Mappings: Section;
  readonly Conditions: Section;
  readonly Resources: Section<TemplateResource>;
  /** Counted from 1, by logical id. */
  readonly lines: ReadonlyMap<string, number>;
}

/** What the deployment adds. Absent members are unresolved. */
export interface Deployment {
  /** Values by parameter name; they replace the defaults. */
  readonly parameters: Section<string>;
  readonly region?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly stackName?: string;
}
