import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { readOutputs, writeOutputs } from "../outputs.ts";
import { readResult } from "../read-result.ts";

/** Writes a stored result in other formats: the same bytes that the run itself would have written. */
export const run: Run = async ({ arguments: { result = "" }, options }, io) => {
  const outputs = readOutputs(options);
  await writeOutputs(await readResult(result), outputs, io);
  return exitCodes.ok;
};
