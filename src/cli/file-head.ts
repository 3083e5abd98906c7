import { open, stat } from "node:fs/promises";

const length = 4096;

/** How a file begins; undefined for what is no file, or cannot be read. */
export async function headOf(path: string): Promise<Buffer | undefined> {
  const found = await stat(path).catch(() => undefined);
  // Opening a pipe would wait for its writer.
  if (!found?.isFile()) return undefined;
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** By its byte order mark, in either order. */
export const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
