import type { Diff } from "../../model/diff.ts";
import { jsonObject } from "../json-list.ts";

/** `trailwarden/diff/v1`: one member a line, then one finding a line. */
export const render = ({ entries, ...head }: Diff): Iterable<string> =>
  jsonObject(head, "entries", entries);
