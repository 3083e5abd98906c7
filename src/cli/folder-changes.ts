import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { dirname, join } from "node:path";

/** Editors write a file in several steps: this long nothing has to happen before it is read. */
const quiet = 100;

/**
 * Yields at once, and again whenever YAML files in a folder have changed and come to rest; ends
 * when the signal is aborted. Folders are watched one by one, which notices replaced files
 * everywhere, also where editors write a new file and rename it.
 */
export async function* folderChanges(path: string, signal: AbortSignal): AsyncGenerator<void> {
  const watchers = new Map<string, FSWatcher>();
  let isChanged = false;
  let wake = (): void => {};
  const onChange = (_: string, name: string | null): void => {
    if (name !== null && /\.[^.]+$/.test(name) && !/\.ya?ml$/.test(name)) return;
    isChanged = true;
    wake();
  };
  const watchAll = (): void => {
    for (const folder of foldersIn(path)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, onChange);
      const forget = (): void => {
        watcher.close();
        watchers.delete(folder);
      };
      watchers.set(folder, watcher.on("error", forget));
    }
  };
  const pause = (milliseconds?: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const stop = (): void => wake();
  signal.addEventListener("abort", stop);
  try {
    while (!signal.aborted) {
      watchAll();
      isChanged = false;
      yield;
      if (!isChanged && !signal.aborted) await pause();
      while (isChanged && !signal.aborted) {
        isChanged = false;
        await pause(quiet);
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** The folder with all below it; a file's own folder, because the file may be replaced. */
function foldersIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return [dirname(path)];
  const inner = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return [path, ...inner];
}
