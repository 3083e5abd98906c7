import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";

// The functions that need nothing but their resolved arguments. An argument that is unresolved makes
// the result unresolved; one of the wrong kind does too, and says so.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

/** What is longer fits into no property. */
const longestText = 1024 * 1024;

const tooLong = unresolved("the text is longer than any property may be");

type Arguments = readonly Resolved[];

/** Text as CloudFormation joins and compares it: numbers and booleans are their spelling. */
export const asText = (value: Resolved | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;

export function join([separator, items]: Arguments): Resolved {
  if (isUnknown(items)) return items;
  const list = Array.isArray(items) ? (items as Arguments) : undefined;
  const missing = list?.find(isUnknown);
  if (missing !== undefined) return missing;
  const texts = list?.map(asText);
  if (typeof separator !== "string" || texts === undefined || texts.includes(undefined)) {
    return wrong("Fn::Join", "a separator and a list of texts");
  }
  if (separator.length * texts.length > longestText) return tooLong;
  return texts.join(separator);
}

export function split([separator, text]: Arguments): Resolved {
  if (isUnknown(text)) return text;
  return typeof separator === "string" && separator !== "" && typeof text === "string"
    ? text.split(separator)
    : wrong("Fn::Split", "a separator and a text");
}

export function select([index, items]: Arguments): Resolved {
  if (isUnknown(index)) return index;
  if (isUnknown(items)) return items;
  const at = Number(asText(index));
  const item = Array.isArray(items) && Number.isInteger(at) ? (items as Arguments)[at] : undefined;
  return item ?? wrong("Fn::Select", "an index within a list");
}

export function base64([text]: Arguments): Resolved {
  if (isUnknown(text)) return text;
  if (typeof text !== "string") return wrong("Fn::Base64", "a text");
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join(""));
}

export function length([items]: Arguments): Resolved {
  if (isUnknown(items)) return items;
  return Array.isArray(items) ? items.length : wrong("Fn::Length", "a list");
}

export const wrong = (name: string, takes: string): Resolved =>
  unresolved(`${name} takes ${takes}`);
