import type { Session } from "../../src/aws/session.ts";
import { securityhub } from "../../src/emulator/apis/securityhub.ts";
import { AwsFault } from "../../src/emulator/aws-fault.ts";
import type { World } from "../../src/emulator/world.ts";
import type { JsonObject } from "../../src/model/json.ts";

/** What goes wrong with a call: it never arrives, or its answer is lost on the way back. */
export type Trouble = "none" | "lost" | "answer-lost" | "throttled" | "denied";

const errors = {
  lost: { code: "NetworkError", message: "connect ECONNREFUSED" },
  "answer-lost": { code: "NetworkError", message: "socket hang up" },
  throttled: { code: "TooManyRequestsException", message: "Rate exceeded", status: 429 },
  denied: { code: "AccessDeniedException", message: "not authorized", status: 403 },
} as const;

/** Calls that reach the embedded hub without a wire, each with the next trouble of the list. */
export function callsTo(world: World, account: string, troubles: readonly Trouble[] = []) {
  const waiting = [...troubles];
  const calls: { readonly operation: string; readonly input: JsonObject }[] = [];
  const call: Session["call"] = (operation, region, given) => {
    const input = JSON.parse(JSON.stringify(given)) as JsonObject;
    calls.push({ operation: operation.name, input });
    const trouble = waiting.shift() ?? "none";
    const handle = () => {
      const handler = securityhub.handlers.get(operation.name);
      return handler?.(input, { account, region, accessKeyId: "test" }, world) ?? {};
    };
    try {
      if (trouble === "none") return Promise.resolve({ output: handle() as never });
      if (trouble === "answer-lost") handle();
      return Promise.resolve({ error: errors[trouble] });
    } catch (fault) {
      if (!(fault instanceof AwsFault)) throw fault;
      const { code, message, status } = fault;
      return Promise.resolve({ error: { code, message, status } });
    }
  };
  return { call, calls };
}
