import { type ASTNode, serialize } from "@marcbachmann/cel-js";
import { perhapsAbsent } from "../model/unknown.ts";
import { childrenOf, isListMacro } from "./expression-reads.ts";

/** Registered where policies run, and only there: policies themselves cannot call it. */
export const isThereFunction = "isThere";

/** Whether an item of a list is really there; throws where that is not known. */
export function isThere(item: unknown): boolean {
  if (typeof item === "object" && item !== null && perhapsAbsent in item) void item[perhapsAbsent];
  return true;
}

/**
 * The condition, with its macros made right for lists that may be incomplete. What is certain of
 * unseen items can refute `exists()` and uphold `all()`; it can neither fulfil `exists()` nor break
 * `all()`, because there may be no such item.
 */
export const overWholeLists = (ast: ASTNode): string => serialize(rewrite(ast));

function rewrite(node: ASTNode): ASTNode {
  const inner = { op: node.op, args: rewriteArguments(node.args) } as ASTNode;
  return isListMacro(inner) ? guard(inner) : inner;
}

function rewriteArguments(args: unknown): unknown {
  if (Array.isArray(args)) return args.map(rewriteArguments);
  return typeof args === "object" && args !== null && "op" in args
    ? rewrite(args as ASTNode)
    : args;
}

function guard(macro: ASTNode): ASTNode {
  const [, variable, first, ...rest] = childrenOf(macro);
  if (macro.op !== "rcall" || variable === undefined || first === undefined) return macro;
  const [name, list] = macro.args;
  const there = node("call", [isThereFunction, [variable]]);
  return node("rcall", [name, list, [variable, guarded(name, first, there, rest.length), ...rest]]);
}

function guarded(name: string, body: ASTNode, there: ASTNode, more: number): ASTNode {
  if (name === "all") return node("||", [body, node("!_", there)]);
  // map(item, value) has no condition to add to.
  if (name === "map" && more === 0) return node("?:", [there, body, body]);
  return node("&&", [body, there]);
}

const node = (op: string, args: unknown): ASTNode => ({ op, args }) as unknown as ASTNode;
