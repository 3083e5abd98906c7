import type { JsonObject } from "../model/json.ts";
import { AwsFault } from "./aws-fault.ts";
import type { Call } from "./faults.ts";
import type { Emulated } from "./service.ts";
import type { World } from "./world.ts";

/** Where answers come from: the state of a world, or a recording. */
export interface Backend {
  readonly answer: (call: Call, input: JsonObject, service: Emulated) => object;
  /** Whether the account is one of ours; credentials of others are refused. */
  readonly knows: (account: string) => boolean;
}

/** Answers from the state of accounts. A Region that an account has not enabled refuses it. */
export const worldBackend = (world: World): Backend => ({
  knows: (account) => world.accounts.some(({ id }) => id === account),
  answer(call, input, service) {
    const handler = service.handlers.get(call.operation);
    if (handler === undefined) {
      throw new AwsFault("UnknownOperationException", `${call.service}:${call.operation}`);
    }
    return handler(input, call, world);
  },
});
