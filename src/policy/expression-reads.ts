import type { ASTNode } from "@marcbachmann/cel-js";
import type { FactPath } from "../model/fact-path.ts";
import { formatFactPath } from "../model/fact-path.ts";

/** Macros that run over a list, with their item in a variable of their own. */
export const listMacros = ["all", "exists", "exists_one", "filter", "map"];

const notFacts = ["params", "asOf"];

/** What the variables of macros stand for; undefined where it is no fact. */
export type Bindings = ReadonlyMap<string, FactPath | undefined>;

/** The facts that an expression names, in the order of the text, each once. */
export function readsOf(ast: ASTNode, bindings: Bindings = new Map()): readonly FactPath[] {
  const reads = collect(ast, bindings).filter(
    ([variable, ...members]) => members.length > 0 && !notFacts.includes(variable),
  );
  return distinctPaths(reads);
}

export const distinctPaths = (paths: readonly FactPath[]): FactPath[] => [
  ...new Map(paths.map((path) => [formatFactPath(path), path])).values(),
];

function collect(node: ASTNode, bindings: Bindings): FactPath[] {
  const path = pathOf(node, bindings);
  if (path !== undefined) return [path];
  return isListMacro(node)
    ? collectMacro(node, bindings)
    : childrenOf(node).flatMap((child) => collect(child, bindings));
}

export const isListMacro = (node: ASTNode): boolean =>
  node.op === "rcall" && listMacros.includes(node.args[0]);

/** Inside `list.exists(item, …)`, `item` stands for every item of the list. */
function collectMacro(node: ASTNode, bindings: Bindings): FactPath[] {
  const [receiver, variable, ...bodies] = childrenOf(node);
  if (receiver === undefined || variable?.op !== "id") return [];
  const list = pathOf(receiver, bindings);
  const inner = new Map(bindings).set(variable.args, list && [...list, "[]"]);
  return [...collect(receiver, bindings), ...bodies.flatMap((body) => collect(body, inner))];
}

/** The path that a chain of members stands for; undefined for anything else. */
export function pathOf(node: ASTNode, bindings: Bindings): FactPath | undefined {
  if (node.op === "id") return bindings.has(node.args) ? bindings.get(node.args) : [node.args];
  if (node.op === "[]") return pathOf(node.args[0], bindings);
  if (node.op !== ".") return undefined;
  const base = pathOf(node.args[0], bindings);
  return base && [...base, node.args[1]];
}

const childrenFound = new WeakMap<ASTNode, readonly ASTNode[]>();

/** The nodes directly inside a node, whatever its operator. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  const found = childrenFound.get(node) ?? [node.args as unknown].flat(3).filter(isNode);
  childrenFound.set(node, found);
  return found;
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value;
