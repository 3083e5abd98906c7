import type { Session } from "../../src/aws/session.ts";
import { collectAccount } from "../../src/collect/collect.ts";
import { callKey } from "../../src/model/call-key.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";

type Answer = Pick<CallLine, "output" | "error">;

/** Calls of a recording that the collector, given its answers, would never have made. */
export async function callsNobodyMakes(recording: AccountRecording): Promise<CallLine[]> {
  const { account, calls } = recording;
  const answers = new Map<string, Answer>(calls.map((call) => [keyOf(call), call]));
  const asked = new Set<string>();
  const call = (
    operation: { readonly service: { readonly name: string }; readonly name: string },
    region: string,
    input: JsonObject,
  ): Promise<Answer> => {
    const key = callKey(operation.service.name, operation.name, region, input);
    asked.add(key);
    const answer = whoAndWhere(recording)[operation.name] ?? answers.get(key);
    return Promise.resolve(answer ?? { error: { code: "NotInTheData", message: "" } });
  };
  await collectAccount({
    session: { call } as unknown as Pick<Session, "call">,
    region: account.regions[0] ?? "",
    onlyRegions: account.regions,
    write: () => {},
    now: () => new Date(0),
  });
  return calls.filter((line) => !asked.has(keyOf(line)));
}

const keyOf = ({ service, operation, region, input }: CallLine): string =>
  callKey(service, operation, region, input);

/** What the account line of a recording says in place of these calls. */
const whoAndWhere = ({ account }: AccountRecording): { readonly [operation: string]: Answer } => ({
  GetCallerIdentity: {
    output: { Account: account.account, Arn: `arn:${account.partition}:iam::0:root` },
  },
  ListRegions: {
    output: {
      Regions: [...account.regions, ...(account.regionsSkipped ?? [])].map((RegionName) => ({
        RegionName,
      })),
    },
  },
});
