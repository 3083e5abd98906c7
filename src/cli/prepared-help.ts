import { readFileSync, writeSync } from "node:fs";

const standardOutput = 1;

/**
 * The first thing that people ask for comes from a file that the build makes of the real help, so
 * that nothing else has to be loaded. False where it is not asked for, or not there.
 */
export function printPreparedHelp(words: readonly string[]): boolean {
  if (words.length !== 1 || !["--help", "-h"].includes(words[0] ?? "")) return false;
  try {
    writeSync(standardOutput, readFileSync(new URL("help.txt", import.meta.url)));
    return true;
  } catch {
    return false;
  }
}
