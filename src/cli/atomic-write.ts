import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../model/failure.ts";

/** Writes a file beside its name and renames it when it is whole: a failed write leaves nothing. */
export async function writeFileAtomically(path: string, pieces: Iterable<string>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    await writePieces(temporary, pieces);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new Failure("output/not-written", `${path}: ${(cause as Error).message}`, {
      cause,
      kind: "blind",
      help: "Check that the folder exists, may be written to and has room.",
    });
  }
}

/** `writeFile` goes on where the last one ended, and never stops half way as `write` may. */
async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, "wx");
  try {
    let buffer = "";
    for (const piece of pieces) {
      buffer += piece;
      if (buffer.length < 1_048_576) continue;
      await file.writeFile(buffer);
      buffer = "";
    }
    await file.writeFile(buffer);
    await file.sync();
  } finally {
    await file.close();
  }
}
