import { noValue, type Resolved, unresolved } from "../resolved.ts";
import { asText } from "./functions.ts";

type Variable = (name: string) => Resolved | typeof noValue;

/**
 * `Fn::Sub`: `${Name}` becomes what the name stands for, `${!Name}` stays as `${Name}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function substitute(text: string, variable: Variable): Resolved {
  // Every second part is what stood between the braces.
  const parts = text
    .split(/\$\{([^{}]*)\}/)
    .map((part, at) => (at % 2 === 0 ? part : replacement(part, variable)));
  return parts.find((part) => typeof part !== "string") ?? parts.join("");
}

function replacement(name: string, variable: Variable): Resolved {
  if (name.startsWith("!")) return `\${${name.slice(1)}}`;
  const value = variable(name.trim());
  if (value === noValue) return "";
  const isPlain = Array.isArray(value) || value === null;
  return asText(value) ?? (isPlain ? unresolved(`${name} is no text`) : value);
}
