import { isCompressed } from "../recording/compressed.ts";
import { headOf } from "./file-head.ts";

/** Whether a file looks like a recording: it is compressed, or its first line says so. */
export async function isRecording(path: string): Promise<boolean> {
  const head = await headOf(path);
  if (head === undefined) return false;
  return isCompressed(head) || /^\s*\{\s*"kind"\s*:\s*"recording"/.test(head.toString("utf8"));
}
