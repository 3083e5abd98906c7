import { createSpinner } from "nanospinner";
import type { Io } from "./io.ts";

export interface Progress {
  readonly update: (calls: number) => void;
  readonly stop: () => void;
}

/**
 * A line on the terminal while AWS is read; nothing at all where standard error is not one, or one
 * that cannot move its cursor.
 */
export function showProgress({ stderr, environment }: Io): Progress {
  if (stderr.isTTY !== true || environment["TERM"] === "dumb")
    return { update: () => {}, stop: () => {} };
  const spinner = createSpinner("Reading AWS", { stream: stderr as never }).start();
  return {
    update: (calls) => {
      spinner.update(`Reading AWS: ${calls} calls answered`);
    },
    stop: () => {
      spinner.clear();
    },
  };
}
