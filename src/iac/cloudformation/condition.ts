import { isObject, type Json } from "../../model/json.ts";
import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { asText } from "./functions.ts";

/** What a condition may ask the rest of the template. */
interface Asking {
  readonly named: (condition: string) => Resolved;
  readonly list: (argument: Json | undefined) => readonly Resolved[];
}

/**
 * Whether a condition holds; unresolved where it hangs on what is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function holds(condition: Json | undefined, asking: Asking): Resolved {
  const [[name, argument] = ["", undefined]] = isObject(condition) ? Object.entries(condition) : [];
  const operands = Array.isArray(argument) ? (argument as readonly Json[]) : [];
  const each = () => operands.map((operand) => holds(operand, asking));
  switch (name) {
    case "Condition":
      return asking.named(String(argument));
    case "Fn::Not":
      return not(holds(operands[0], asking));
    case "Fn::And":
      return every(each());
    case "Fn::Or":
      return not(every(each().map(not)));
    case "Fn::Equals":
      return equal(asking.list(argument));
    default:
      return unresolved(`${name || "a condition"} is worked out by CloudFormation`);
  }
}

const not = (value: Resolved): Resolved => (typeof value === "boolean" ? !value : value);

/** One that does not hold decides, whatever the others are. */
function every(values: readonly Resolved[]): Resolved {
  if (values.includes(false)) return false;
  return values.find((value) => value !== true) ?? true;
}

function equal([left, right]: readonly Resolved[]): Resolved {
  const missing = [left, right].find(isUnknown);
  if (missing !== undefined) return missing;
  return (asText(left) ?? JSON.stringify(left)) === (asText(right) ?? JSON.stringify(right));
}
