import { asffFindings } from "../asff-findings.ts";
import { jsonList } from "../json-list.ts";
import type { Render } from "../render.ts";

/** An array of findings that BatchImportFindings accepts. */
export const render: Render = function* (result) {
  yield* jsonList(entries(result));
  yield "\n";
};

function* entries(result: Parameters<Render>[0]): Generator<string> {
  for (const finding of asffFindings(result)) yield JSON.stringify(finding);
}
