import type { ASTNode } from "@marcbachmann/cel-js";
import { unknownReasons } from "../model/unknown.ts";
import { childrenOf, isListMacro, listMacros } from "./expression-reads.ts";
import { compileRe2 } from "./regular-expression.ts";

/** Something in an expression that CEL allows and policies do not. */
export interface ExpressionFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

const deepestNesting = 3;

/** Everything that could make a policy slow, or right by accident. */
export function faultsOf(node: ASTNode, nesting = 0): ExpressionFault[] {
  const isMacro = isListMacro(node);
  const depth = nesting + Number(isMacro);
  const own = [tooDeep(node, depth, isMacro), ...rules.map((rule) => rule(node))];
  return [
    ...own.filter((fault) => fault !== undefined),
    ...childrenOf(node).flatMap((child) => faultsOf(child, depth)),
  ];
}

type Rule = (node: ASTNode) => ExpressionFault | undefined;

const rules: readonly Rule[] = [backtrackingRegex, re2Pattern, listIndex, undecidedReason];

function tooDeep(node: ASTNode, depth: number, isMacro: boolean): ExpressionFault | undefined {
  if (!isMacro || depth <= deepestNesting) return undefined;
  return fault(
    node,
    `lists are nested ${depth} deep`,
    `At most ${deepestNesting} of ${listMacros.join(", ")} may stand inside one another.`,
  );
}

function backtrackingRegex(node: ASTNode): ExpressionFault | undefined {
  if ((node.op !== "rcall" && node.op !== "call") || node.args[0] !== "matches") return undefined;
  return fault(
    node,
    "matches() can take exponential time",
    'Use re2(text, "pattern"), which cannot.',
  );
}

function re2Pattern(node: ASTNode): ExpressionFault | undefined {
  if (node.op !== "call" || node.args[0] !== "re2") return undefined;
  const pattern = node.args[1][1];
  if (pattern?.op !== "value" || typeof pattern.args !== "string") {
    return fault(node, "the pattern of re2() is not a literal", "Write the pattern in quotes.");
  }
  try {
    compileRe2(pattern.args);
    return undefined;
  } catch (error) {
    return fault(
      pattern,
      `not a regular expression: ${(error as Error).message}`,
      "See https://github.com/google/re2/wiki/Syntax",
    );
  }
}

/** The order of AWS's lists means nothing, and a list that could not be read wholly has no first item. */
function listIndex(node: ASTNode): ExpressionFault | undefined {
  if (node.op !== "[]") return undefined;
  const [, index] = node.args;
  if (index.op === "value" && typeof index.args === "string") return undefined;
  return fault(index, "a list is read by position", "Use exists() or all() on the whole list.");
}

function undecidedReason(node: ASTNode): ExpressionFault | undefined {
  if (node.op !== "call" || node.args[0] !== "undecided") return undefined;
  const reason = node.args[1][0];
  const known: readonly unknown[] = unknownReasons;
  if (reason?.op === "value" && known.includes(reason.args)) return undefined;
  return fault(
    reason ?? node,
    "undecided() needs one of the known reasons",
    `Known reasons: ${unknownReasons.join(", ")}.`,
  );
}

const fault = ({ range }: ASTNode, message: string, help: string): ExpressionFault => ({
  ...range,
  message,
  help,
});
