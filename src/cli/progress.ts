import { createSpinner } from "nanospinner";
import type { Io } from "./io.ts";

export interface Progress {
  readonly update: (calls: number) => void;
  readonly stop: () => void;
}

/** How many calls of one account are answered. */
export function showProgress(io: Io): Progress {
  const { update, stop } = showText(io);
  return { update: (calls) => update(`Reading AWS: ${calls} calls answered`), stop };
}

/**
 * A line on the terminal while AWS is read; nothing at all where standard error is not one, or one
 * that cannot move its cursor.
 */
export function showText({ stderr, environment }: Io): {
  readonly update: (text: string) => void;
  readonly stop: () => void;
} {
  if (stderr.isTTY !== true || environment["TERM"] === "dumb")
    return { update: () => {}, stop: () => {} };
  const spinner = createSpinner("Reading AWS", { stream: stderr as never }).start();
  return {
    update: (text) => {
      spinner.update(text);
    },
    stop: () => {
      spinner.clear();
    },
  };
}
