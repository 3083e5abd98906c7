import { jsonObject } from "../json-list.ts";
import type { Render } from "../render.ts";

/** `trailwarden/result/v1`: one member a line, then one finding a line. */
export const render: Render = ({ findings, ...head }) => jsonObject(head, "findings", findings);
