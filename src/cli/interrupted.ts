import { Failure } from "../model/failure.ts";

/** Passes items on until the user interrupts. */
export async function* untilInterrupted<T>(items: AsyncIterable<T>, signal: AbortSignal) {
  for await (const item of items) {
    // Signals arrive between turns of the event loop, and judging an account takes no turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) {
      throw new Failure("check/interrupted", "Interrupted; nothing was written.", {
        kind: "blind",
      });
    }
    yield item;
  }
}
