import type { Answer, Operation } from "../aws/operation.ts";
import type { Session } from "../aws/session.ts";
import { callKey } from "../model/call-key.ts";
import type { JsonObject } from "../model/json.ts";
import type { CallLine } from "../model/recording.ts";

/** Asks AWS once for each distinct call, and keeps every answer for the recording. */
export type Ask = <Input extends object, Output extends object>(
  operation: Operation<Input, Output>,
  region: string,
  input: Input,
) => Promise<Answer<Output>>;

/** A call as it happened, before it is known which account it belongs to. */
export type UnattributedCall = Omit<CallLine, "kind" | "account">;

export interface AskOptions {
  readonly session: Pick<Session, "call">;
  /** Answers of an interrupted run, by call key; they are kept and not asked for again. */
  readonly earlier?: ReadonlyMap<string, UnattributedCall>;
  readonly keep: (call: UnattributedCall) => void;
  readonly now: () => Date;
  /** Once aborted, nothing more is asked. */
  readonly signal?: AbortSignal;
}

/** Makes an `Ask` that remembers: nothing is asked twice, and every answer goes to `keep`. */
export function recordingAsk({ session, earlier, keep, now, signal }: AskOptions): Ask {
  const underway = new Map<string, Promise<Answer<object>>>();

  const askOnce = async <Input extends object, Output extends object>(
    operation: Operation<Input, Output>,
    region: string,
    input: Input,
  ): Promise<Answer<Output>> => {
    signal?.throwIfAborted();
    const answer = await session.call(operation, region, input);
    signal?.throwIfAborted();
    keep({
      region,
      service: operation.service.name,
      operation: operation.name,
      input: input as JsonObject,
      ...(answer.error ? { error: answer.error } : { output: answer.output as JsonObject }),
      at: now().toISOString(),
    });
    return answer;
  };

  return (operation, region, input) => {
    const key = callKey(operation.service.name, operation.name, region, input as JsonObject);
    const known = earlier?.get(key);
    if (known !== undefined) return Promise.resolve(known as never);
    const answer = underway.get(key) ?? askOnce(operation, region, input);
    underway.set(key, answer as Promise<Answer<object>>);
    return answer as never;
  };
}

/** Every page of a paged operation; `next` gives the input of the following page, if there is one. */
export async function askPages<Input extends object, Output extends object>(
  ask: Ask,
  operation: Operation<Input, Output>,
  region: string,
  input: Input,
  next: (output: NonNullable<Answer<Output>["output"]>) => Partial<Input> | undefined,
): Promise<Answer<Output>[]> {
  const answers: Answer<Output>[] = [];
  const asked = new Set<string>();
  let more: Partial<Input> | undefined = {};
  // A server that hands out a token twice would keep us here for ever.
  while (more !== undefined && !asked.has(JSON.stringify(more))) {
    asked.add(JSON.stringify(more));
    const answer: Answer<Output> = await ask(operation, region, { ...input, ...more });
    answers.push(answer);
    more = answer.output === undefined ? undefined : next(answer.output);
  }
  return answers;
}
