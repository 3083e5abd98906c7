import type pc from "picocolors";
import type { Few } from "./digest.ts";
import type { Look } from "./render.ts";

/** What every part of the text for a terminal is written with. */
export interface Page {
  readonly look: Look;
  readonly paint: ReturnType<typeof pc.createColors>;
  /** Account ids with names. */
  readonly names: ReadonlyMap<string, string>;
}

/** How many more there are than are shown. */
export const rest = ({ count, first }: Few, { paint }: Page): string[] =>
  count > first.length ? [paint.dim(`  and ${count - first.length} more like this`)] : [];
