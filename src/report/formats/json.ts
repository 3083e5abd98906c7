import type { Render } from "../render.ts";

/** `trailwarden/result/v1`: one member a line, then one finding a line. */
export const render: Render = function* ({ findings, ...head }) {
  yield "{\n";
  for (const [member, value] of Object.entries(head)) {
    yield `${JSON.stringify(member)}: ${JSON.stringify(value)},\n`;
  }
  yield '"findings": [';
  let separator = "\n";
  for (const finding of findings) {
    yield separator + JSON.stringify(finding);
    separator = ",\n";
  }
  yield separator === "\n" ? "]\n}\n" : "\n]\n}\n";
};
