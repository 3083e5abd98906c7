import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { AccountState, OrganizationState } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import type { Region } from "../../src/model/facts/region.ts";
import type { CallError, CallLine } from "../../src/model/recording.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount as account } from "../harness/worlds.ts";

export const now = "2026-01-15T12:00:00.000Z";
export const region = "us-east-1";
const regions = ["eu-west-1", region].map((name) => ({
  name,
  optStatus: "ENABLED_BY_DEFAULT" as const,
}));
const main = buildTrail({ account, now, name: "main", bucket: "logs" });

export interface Given {
  readonly account?: Partial<AccountState>;
  readonly organization?: OrganizationState;
  readonly faults?: readonly Fault[];
}

export const recorded = ({ account: given, organization, faults = [] }: Given) =>
  record(
    {
      accounts: [buildAccount({ id: account, regions, trails: [main], ...given })],
      ...(organization && { organization }),
    },
    { account, faults },
  );

export const factsOf = async (given: Given) => accountFacts(await recorded(given)).account;

export const regionOf = async (given: Given): Promise<Region> => {
  const { regions } = await factsOf(given);
  return regions.$items.find(({ name }) => name === region) as Region;
};

/** The facts of the Region where one call got another answer. */
export async function answered(
  operation: string,
  answer: Pick<CallLine, "output"> | Pick<CallLine, "error">,
): Promise<Region> {
  const recording = good;
  const calls = recording.calls.map((call): CallLine => {
    if (call.operation !== operation) return call;
    const { output: _, error: __, ...question } = call;
    return { ...question, ...answer };
  });
  const { regions } = accountFacts({ ...recording, calls }).account;
  return regions.$items.find(({ name }) => name === region) as Region;
}

export const good = await recorded({});
export const error = (code: string, message = ""): { readonly error: CallError } => ({
  error: { code, message, status: 400 },
});
export const deny = (service: string, operation: string): Fault => ({
  service,
  operation,
  kind: "deny",
});
