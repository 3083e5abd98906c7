import { escapedJson } from "../escaped-json.ts";
import type { Render } from "../render.ts";

/** `trailwarden/result/v1` for tools that read lines: all but the findings, then one finding a line. */
export const render: Render = function* ({ findings, ...head }) {
  yield `${escapedJson(head)}\n`;
  for (const finding of findings) yield `${escapedJson(finding)}\n`;
};
