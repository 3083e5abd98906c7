import type { Parameter, Template } from "../iac/cloudformation/template.ts";
import { counted } from "../model/counted.ts";
import { type Diagnostic, Failure } from "../model/failure.ts";
import { suggest } from "../policy/nearest.ts";
import { compileRe2 } from "../policy/regular-expression.ts";

type Values = { readonly [name: string]: string };

type Fault = Pick<Diagnostic, "message" | "help">;

/**
 * The values that `--parameter Name=Value` gives to a template.
 * @throws Failure with everything that is wrong about them
 */
export function parameterValues(given: readonly string[], template: Template): Values {
  const names = given.map((one) => nameIn(one));
  const faults = given.flatMap((one, index) => {
    const isRepeated = names.indexOf(nameIn(one)) < index;
    return isRepeated ? [{ message: `${nameIn(one)} is given twice` }] : faultsOf(one, template);
  });
  if (faults.length > 0) throw refused(faults);
  return Object.fromEntries(given.map((one) => [nameIn(one), valueIn(one)]));
}

/** What is alike is looked for among short texts: it takes the product of their lengths. */
const near = (name: string, candidates: readonly string[]): string =>
  suggest(name.slice(0, 200), candidates.filter(({ length }) => length <= 200).slice(0, 200));

const nameIn = (one: string): string => one.split("=", 1)[0] ?? "";

/** All that follows the first equals sign: values may hold more of them. */
const valueIn = (one: string): string => one.slice(nameIn(one).length + 1);

function refused(faults: readonly Fault[]): Failure {
  const code = "template/parameter";
  const [first] = faults;
  const message =
    faults.length === 1
      ? `--parameter: ${first?.message}.`
      : `${counted(faults.length, "mistake")} in what --parameter gives.`;
  return new Failure(code, message, {
    help: first?.help ?? "It is --parameter Name=Value, once for each.",
    diagnostics: faults.map((fault) => ({ file: "--parameter", code, ...fault })),
  });
}

function faultsOf(one: string, { Parameters }: Template): readonly Fault[] {
  if (!one.includes("=")) {
    return [{ message: `"${one}" has no =`, help: "It is Name=Value; Name= is empty text." }];
  }
  const name = nameIn(one);
  const parameter = Object.hasOwn(Parameters, name) ? Parameters[name] : undefined;
  if (parameter !== undefined) return valueFaults(name, valueIn(one), parameter);
  const known = Object.keys(Parameters);
  const help = known.length > 0 ? near(name, known) : "It declares none.";
  return [{ message: `the template declares no parameter "${name}"`, help }];
}

function valueFaults(name: string, value: string, parameter: Parameter): readonly Fault[] {
  const { Type = "String", AllowedValues, AllowedPattern, ConstraintDescription } = parameter;
  // What is given for such a one is the name under which Systems Manager keeps the value.
  if (Type.startsWith("AWS::SSM::")) return [];
  const isList = Type === "CommaDelimitedList" || Type.startsWith("List<");
  const values = isList ? value.split(",").map((item) => item.trim()) : [value];
  const described =
    typeof ConstraintDescription === "string" ? { help: ConstraintDescription } : undefined;
  const allowed = Array.isArray(AllowedValues) ? AllowedValues.map(String) : undefined;
  const isNumber = Type === "Number" || Type === "List<Number>";
  return values.flatMap((item): readonly Fault[] => {
    const wrong = `${name} may not be "${item}"`;
    if (allowed?.includes(item) === false) {
      return [{ message: wrong, help: near(item, allowed) }];
    }
    if (isNumber && !/^[-+]?\d+(\.\d+)?$/.test(item)) {
      return [{ message: wrong, help: "It is a number." }];
    }
    const pattern = typeof AllowedPattern === "string" ? AllowedPattern : undefined;
    if (pattern === undefined || fits(item, pattern)) return [];
    return [{ message: wrong, help: `It has to match ${pattern}`, ...described }];
  });
}

/** Whether all of a value fits; a pattern that RE2 does not know is left to CloudFormation. */
function fits(value: string, pattern: string): boolean {
  try {
    return compileRe2(pattern).matches(value);
  } catch {
    return true;
  }
}
