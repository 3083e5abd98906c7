import type { Declared } from "../model/finding.ts";
import type { Resolved } from "./resolved.ts";

/**
 * A resource of a change, in CloudFormation's words whatever it was written in. A property that is
 * absent is at its documented default; one that cannot be told is unresolved, never absent.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export interface Declaration {
  /** `AWS::CloudTrail::Trail` */
  readonly type: string;
  /** Its logical id or address; stands for a name or an id that only AWS will make up. */
  readonly address: string;
  readonly properties: { readonly [name: string]: Resolved };
  /** Whether it will be there at all: unresolved where that hangs on a condition. */
  readonly exists: Resolved;
  /** Where it will be made, if that is known. */
  readonly region: Resolved;
  readonly declared: Declared;
  /** Its ARN, where the change tells (it is there already). */
  readonly arn?: string;
  /** The change makes it, or makes it anew. */
  readonly isNew: boolean;
}

/** Everything that a change declares, and what it tells of where it goes. */
export interface Change {
  readonly declarations: readonly Declaration[];
  /** What the change takes away; only a plan tells. */
  readonly removed: readonly Removed[];
  /** Twelve digits; absent where the change does not tell which account it is for. */
  readonly account?: string;
  readonly partition: string;
}

/** A resource that the change ends, as it was. */
export type Removed = Pick<Declaration, "type" | "address" | "properties" | "arn" | "region">;

/** Stands for the account of a change that does not tell it. */
export const placeholderAccount = "000000000000";
