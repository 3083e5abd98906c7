import { open } from "node:fs/promises";

/** Whether a file looks like a recording: it is compressed, or its first line says so. */
export async function isRecording(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return true;
    return /^\s*\{\s*"kind"\s*:\s*"recording"/.test(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}
