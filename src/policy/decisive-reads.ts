import { type ASTNode, type Environment, serialize } from "@marcbachmann/cel-js";
import type { FactPath } from "../model/fact-path.ts";
import type { Variables } from "../model/policy.ts";
import { type Bindings, childrenOf, isListMacro, pathOf, readsOf } from "./expression-reads.ts";

/** Evaluates parts of expressions, each parsed once. */
export type EvaluatePart = (part: ASTNode, variables: Variables) => unknown;

/** Parts stand inside macros, whose variables only their evaluation knows. */
export function partEvaluator(environment: Environment): EvaluatePart {
  const open = environment.clone({ unlistedVariablesAreDyn: true });
  const parsed = new WeakMap<ASTNode, (variables: Variables) => unknown>();
  return (part, variables) => {
    const evaluate = parsed.get(part) ?? open.parse(serialize(part));
    parsed.set(part, evaluate);
    return evaluate(variables);
  };
}

interface Position {
  readonly variables: Variables;
  readonly bindings: Bindings;
  readonly evaluatePart: EvaluatePart;
}

/**
 * The facts that made an expression true or false: of a false `&&` those of its false side, of a
 * false `all()` those of the items that break it, and so on down.
 */
export const decisiveReads = (
  ast: ASTNode,
  variables: Variables,
  evaluatePart: EvaluatePart,
): readonly FactPath[] => blame(ast, { variables, evaluatePart, bindings: new Map() });

function blame(node: ASTNode, at: Position): readonly FactPath[] {
  const [first, second, third] = childrenOf(node);
  switch (node.op) {
    case "&&":
    case "||":
      return blameSides(node, at);
    case "!_":
      return first ? blame(first, at) : [];
    case "?:": {
      const chosen = first && truthOf(first, at) === true ? second : third;
      return [first, chosen].flatMap((part) => (part ? blame(part, at) : []));
    }
    default:
      return isListMacro(node) ? blameItems(node, at) : readsOf(node, at.bindings);
  }
}

/**
 * A false side decides `&&`, a true side `||`; otherwise both sides do. A side without facts, such
 * as a parameter, decides alone: no fact could have changed that.
 */
function blameSides(node: ASTNode, at: Position): readonly FactPath[] {
  const sides = childrenOf(node);
  const decides = node.op === "||";
  const deciding = sides.filter((side) => truthOf(side, at) === decides);
  const blamed = (deciding.length > 0 ? deciding : sides).map((side) => blame(side, at));
  const isSettled = deciding.length > 0 && blamed.some((facts) => facts.length === 0);
  return isSettled ? [] : blamed.flat();
}

/** The items that break an `all()` or fulfil an `exists()`; otherwise every item. */
function blameItems(node: ASTNode, at: Position): readonly FactPath[] {
  const [receiver, variable, body] = childrenOf(node);
  if (receiver === undefined || variable?.op !== "id" || body === undefined) return [];
  const list = pathOf(receiver, at.bindings);
  const values = evaluate(receiver, at);
  const items = values instanceof Set || Array.isArray(values) ? [...values] : [];
  if (list === undefined || items.length === 0) return readsOf(receiver, at.bindings);
  const inside = items.map(
    (item: unknown, index): Position => ({
      ...at,
      variables: { ...at.variables, [variable.args]: item },
      bindings: new Map(at.bindings).set(variable.args, [...list, `[${index}]`]),
    }),
  );
  const decides = node.op === "rcall" && node.args[0] === "exists";
  const deciding = inside.filter((item) => truthOf(body, item) === decides);
  return (deciding.length > 0 ? deciding : inside).flatMap((item) => blame(body, item));
}

/** true, false, or undefined where it cannot be known. */
function truthOf(node: ASTNode, at: Position): unknown {
  const value = evaluate(node, at);
  return typeof value === "boolean" ? value : undefined;
}

function evaluate(node: ASTNode, { variables, evaluatePart }: Position): unknown {
  try {
    return evaluatePart(node, variables);
  } catch {
    return undefined;
  }
}
