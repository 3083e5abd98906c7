import { callKey } from "../model/call-key.ts";
import type { JsonObject } from "../model/json.ts";
import type { AccountRecording, CallLine } from "../model/recording.ts";
import { AwsFault } from "./aws-fault.ts";
import type { Backend } from "./backend.ts";
import { withoutStrangers } from "./revive.ts";

/** Answers as a recording says that AWS did, refusals included; what was not asked then is not known now. */
export function recordedBackend(recordings: readonly AccountRecording[]): Backend {
  const byAccount = new Map(
    recordings.map(({ account, calls }) => [
      account.account,
      new Map(calls.map((call) => [keyOf(call), call])),
    ]),
  );
  return {
    knows: (account) => byAccount.has(account),
    answer({ account, service, operation, region }, input: JsonObject, emulated) {
      const call = byAccount.get(account)?.get(callKey(service, operation, region, input));
      if (call === undefined) {
        throw new AwsFault(
          "NotRecordedException",
          `The recording has no ${service}:${operation} in ${region}`,
        );
      }
      if (call.error !== undefined) throw toFault(call.error);
      const shape = emulated.operations.get(operation);
      return (shape ? withoutStrangers(shape.output, call.output) : call.output) as object;
    },
  };
}

const keyOf = ({ service, operation, region, input }: CallLine): string =>
  callKey(service, operation, region, input);

const toFault = ({
  code,
  message,
  status,
  bucketRegion,
}: NonNullable<CallLine["error"]>): AwsFault =>
  new AwsFault(code, message, {
    status: status ?? 400,
    headers: bucketRegion === undefined ? {} : { "x-amz-bucket-region": bucketRegion },
  });
