import type { Result } from "../model/result.ts";

/** How a format may look where people read it. */
export interface Look {
  readonly color: boolean;
  readonly columns: number;
}

/** Output that goes to a file or to another program. */
export const plainLook: Look = { color: false, columns: 80 };

/** Turns a result into text, piece by piece. Reads no file, no clock, no environment. */
export type Render = (result: Result, look: Look) => Iterable<string>;
