import type { CheckInput } from "../check.ts";
import { after } from "../iac/after/after.ts";
import { lift, regionsOf } from "../iac/lift.ts";
import { Failure } from "../model/failure.ts";
import type { Declared } from "../model/finding.ts";
import type { AccountRecording } from "../model/recording.ts";
import { readRecording } from "../recording/read.ts";
import { untilInterrupted } from "./interrupted.ts";
import type { ReadChange } from "./read-change.ts";

/** A recorded account as it will be once a plan is applied to it. */
export async function againstRecording(
  read: ReadChange,
  path: string,
  kind: CheckInput["kind"],
  signal: AbortSignal,
): Promise<Pick<CheckInput, "kind" | "header" | "accounts" | "declared">> {
  if (kind !== "terraform-plan") {
    throw new Failure("check/against", "--against takes a Terraform plan as its target.", {
      help: "A template does not tell which of the account's resources it has already made.",
    });
  }
  const { header, accounts } = await readRecording(path);
  const declared = new Map<string, Declared>();
  return {
    kind,
    header,
    declared,
    accounts: changed(untilInterrupted(accounts, signal), read, { path, declared }),
  };
}

interface Target {
  readonly path: string;
  readonly declared: Map<string, Declared>;
}

/** The accounts of a recording, the one that the plan is for as it will be. */
async function* changed(
  accounts: AsyncIterable<AccountRecording>,
  read: ReadChange,
  { path, declared }: Target,
): AsyncIterable<AccountRecording> {
  const { account: wanted } = read.changeIn(undefined);
  let found = 0;
  for await (const recording of accounts) {
    const { account } = recording.account;
    if (wanted !== undefined && wanted !== account) {
      yield recording;
      continue;
    }
    found += 1;
    if (found > 1) {
      throw new Failure("check/against", `${path} records several accounts.`, {
        help: "The plan does not tell which of them it is for: give a recording of that one.",
      });
    }
    const change = read.changeIn(account);
    const regions = [...new Set([...recording.account.regions, ...regionsOf(change)])];
    const lifted = lift(change, read.what, regions);
    for (const [id, place] of lifted.declared) declared.set(id, place);
    const reached = { ...recording, account: { ...recording.account, regions } };
    yield after(reached, change, lifted);
  }
  if (found === 0) {
    throw new Failure(
      "check/against",
      `${path} does not record account ${wanted ?? "of the plan"}.`,
      {
        help: "Give a recording of the account that the plan is for.",
      },
    );
  }
}
