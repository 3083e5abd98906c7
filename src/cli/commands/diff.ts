import { name, version } from "virtual:package";
import { decideDiff } from "../../evaluate/compare/diff-gate.ts";
import { DiffTally } from "../../evaluate/compare/diff-tally.ts";
import { EarlierResult } from "../../evaluate/compare/earlier-result.ts";
import { type Diff, type DiffSide, diffSchemaId } from "../../model/diff.ts";
import type { Run } from "../description.ts";
import { exitCodeOfGate } from "../exit.ts";
import { lookOf, writeAll } from "../io.ts";
import { readJudged } from "../read-judged.ts";
import type { ResultHead } from "../result-pieces.ts";

const renderers = {
  text: () => import("../../report/diff/text.ts"),
  markdown: () => import("../../report/diff/markdown.ts"),
  json: () => import("../../report/diff/json.ts"),
};

/** Tells what changed between two results; recordings are judged first. */
export const run: Run = async ({ arguments: { old = "", new: later = "" }, options }, io) => {
  const judging = { options, signal: io.signal };
  const before = await readJudged(old, judging, (head) => {
    const earlier = new EarlierResult(head.asOf, head.accounts);
    return {
      add: (findings) => {
        for (const finding of findings) earlier.add(finding, true);
      },
      finish: () => ({ earlier, side: sideOf(head) }),
    };
  });
  const diff = await readJudged(later, judging, (head) => {
    const tally = new DiffTally(before.earlier);
    return {
      add: (findings) => {
        tally.add(findings);
      },
      finish: (): Diff => {
        const { summary, entries } = tally.finish(head);
        return {
          schema: diffSchemaId,
          tool: { name, version },
          old: before.side,
          new: sideOf(head),
          summary,
          ...decideDiff(summary, head, options["allowUnknown"] === true),
          entries,
        };
      },
    };
  });
  const { render } = await renderers[options["format"] as keyof typeof renderers]();
  await writeAll(io.stdout, render(diff, lookOf(io)));
  return exitCodeOfGate(diff);
};

const sideOf = ({ asOf, accounts, policies }: ResultHead): DiffSide => ({
  asOf,
  accounts: accounts.length,
  policies: policies.length,
});
