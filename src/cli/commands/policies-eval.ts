import { tryExpression } from "../../evaluate/try-expression.ts";
import { accountFacts } from "../../facts/account.ts";
import { Failure } from "../../model/failure.ts";
import type { Missing } from "../../model/finding.ts";
import type { ScopeName } from "../../model/scope.ts";
import { compileExpression } from "../../policy/compile.ts";
import { diagnose } from "../../policy/diagnostics.ts";
import { readRecording } from "../../recording/read.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { triedText } from "../tried-text.ts";

/** Tries an expression on the facts of a recording. */
export const run: Run = async ({ arguments: { expression = "", recording = "" }, options }, io) => {
  const scope = options["scope"] as ScopeName;
  await refuseMistakes(expression, scope);
  const compiled = await compileExpression(expression);
  const { header, accounts } = await readRecording(recording);
  const asOf = new Date(header.startedAt);
  const all: Missing[] = [];
  for await (const answers of accounts) {
    const { account } = accountFacts(answers);
    const tried = tryExpression(compiled, { account, scope, asOf });
    await writeAll(io.stdout, [triedText(tried, scope)]);
    all.push(...tried.tried.flatMap(({ missing }) => missing), ...tried.unseen);
  }
  return exitCodeOf(all);
};

/** Whatever could not be seen, an expression that is wrong has to be put right first. */
function exitCodeOf(missing: readonly Missing[]): number {
  if (missing.some(({ reason }) => reason === "policy-error")) return exitCodes.wrongInput;
  return missing.length > 0 ? exitCodes.blind : exitCodes.ok;
}

async function refuseMistakes(text: string, scope: ScopeName): Promise<void> {
  const { checkAnyExpression } = await import("../../policy/check-expression.ts");
  const { mistakes } = checkAnyExpression(text, { scope });
  if (mistakes.length === 0) return;
  throw new Failure("policy/expression", "The expression is wrong; nothing was evaluated.", {
    diagnostics: mistakes.map(({ start, end, ...fault }) =>
      diagnose({ path: "expression", text }, { start, end }, fault),
    ),
  });
}
