import type { ASTNode } from "@marcbachmann/cel-js";
import type { PreparedCondition } from "../model/policy.ts";
import { readsOf } from "./expression-reads.ts";
import { overWholeLists } from "./whole-lists.ts";

/** What follows from the text of a condition alone. */
export const prepareCondition = (ast: ASTNode): PreparedCondition => ({
  run: overWholeLists(ast),
  reads: readsOf(ast),
});
