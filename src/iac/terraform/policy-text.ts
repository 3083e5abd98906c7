import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import { argumentOf, type Block, blockOf } from "./block.ts";
import { documentText } from "./policy-document.ts";
import { sourcesOf } from "./sources.ts";
import type { World } from "./world.ts";

const document = "aws_iam_policy_document";

/**
 * The text of a policy; undefined where it is not set. One that comes from a document that is read only when
 * the change is applied is that document, if all of it is known by now.
 */
export function policyText({ plan }: World, block: Block, name: string): Resolved | undefined {
  const value = argumentOf(block, name);
  if (!isUnknown(value) || value.detail !== `${block.address}.${name}`) return value;
  const [only, ...others] = sourcesOf(plan, block.scope, block.expressions?.[name]);
  if (only === undefined || only === "lost" || others.length > 0) return value;
  const { resource, attribute = "json" } = only;
  const isDocument = resource.type === document && plan.reads.includes(resource);
  if (!isDocument || !["json", "minified_json"].includes(attribute)) return value;
  return documentText(blockOf(plan, resource)) ?? value;
}
