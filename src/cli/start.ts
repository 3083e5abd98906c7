import { run } from "./run.ts";

/** Runs a command line in this process. */
export function start(words: readonly string[]): Promise<number> {
  // Node 20 is supported as long as the pinned SDK runs on it; users can do nothing about its notice.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => interrupted.abort(signal));
  }
  // Without a listener, a reader that went away would end the process with a stack trace.
  process.stdout.on("error", () => {});

  return run(words, {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    now: () => new Date(),
    signal: interrupted.signal,
  });
}
