import type { Session } from "../../aws/session.ts";
import type { UnattributedCall } from "../../collect/ask.ts";
import { collectAccount } from "../../collect/collect.ts";
import { type Identity, saysExpired } from "../../collect/identity.ts";
import { RoleRefused } from "../../collect/role.ts";
import { callKey } from "../../model/call-key.ts";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type {
  AccountRecording,
  CallError,
  NamedAccount,
  RecordingHeader,
} from "../../model/recording.ts";
import type { Interrupted } from "../../recording/resume.ts";
import { AccountRecorder } from "../account-recorder.ts";
import type { AwsAccess } from "../aws-access.ts";
import type { LiveChoice } from "./choice.ts";
import { roleIn } from "./entry.ts";

/** What reading one of many accounts takes. */
export interface ReadAccountOptions {
  readonly aws: AwsAccess;
  readonly caller: Identity;
  readonly header: RecordingHeader;
  readonly choice: Pick<LiveChoice, "onlyRegions" | "keepContacts" | "entry">;
  /** What the caller asked already about its own account. */
  readonly callersCalls: readonly UnattributedCall[];
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Told of every call that is answered. */
  readonly onCall: () => void;
  /** Told when the credentials are no longer good for anything. */
  readonly onExpired: (error: CallError) => void;
}

/**
 * Reads one of many accounts; the caller's own with its own credentials. One that cannot be entered
 * is a failed recording that holds the refusal.
 */
export async function readAccount(
  account: NamedAccount,
  earlier: { readonly path?: string; readonly interrupted?: Interrupted },
  options: ReadAccountOptions,
): Promise<AccountRecording> {
  const { aws, caller, choice, signal } = options;
  const isOwn = account.id === caller.account;
  const role = choice.entry.role && roleIn(account.id, caller.partition, choice.entry.role);
  signal.throwIfAborted();
  if (isOwn || role === undefined)
    return collect(account, aws.caller, { ...earlier, isOwn }, options);
  const entered = aws.enter(role);
  try {
    await entered.isOpen();
    return await collect(account, entered.session, { ...earlier, isOwn }, options);
  } catch (error) {
    if (!(error instanceof RoleRefused)) throw error;
    if (saysExpired(error.error)) options.onExpired(error.error);
    signal.throwIfAborted();
    // Neither the external id nor anything else that may open the account.
    const input = { RoleArn: role.arn };
    const refused = { operation: "AssumeRole", region: aws.region, input, error: error.error };
    return failed(account, refused, options);
  } finally {
    entered.session.close();
  }
}

interface Refused {
  readonly operation: string;
  readonly region: string;
  readonly input: JsonObject;
  readonly error: CallError;
}

async function collect(
  account: NamedAccount,
  session: Session,
  from: { readonly path?: string; readonly interrupted?: Interrupted; readonly isOwn: boolean },
  options: ReadAccountOptions,
): Promise<AccountRecording> {
  const {
    header: { accounts: _, ...header },
    choice,
    signal,
    now,
  } = options;
  const { path, interrupted } = from;
  const { onlyRegions, keepContacts } = choice;
  const recorder = new AccountRecorder({
    header,
    keepContacts,
    ...(path !== undefined && { path }),
  });
  let refused: Refused | undefined;
  const call: Session["call"] = async (operation, region, input) => {
    const answer = await session.call(operation, region, input);
    options.onCall();
    const { error } = answer;
    if (error === undefined) return answer;
    if (saysExpired(error)) options.onExpired(error);
    if (operation.service.name === "sts") {
      refused = { operation: operation.name, region, input: input as JsonObject, error };
    }
    return answer;
  };
  try {
    await collectAccount({
      ...{ session: { call }, region: options.aws.region, write: recorder.write, now, signal },
      ...{ isOneOfMany: true, onlyRegions, earlierAccount: account.id },
      ...(account.name !== undefined && { name: account.name }),
      earlier: known(from.isOwn ? options.callersCalls : [], interrupted),
    });
    return await recorder.end();
  } catch (error) {
    await recorder.suspend();
    const isOutside = error instanceof Failure && error.code.startsWith("aws/");
    if (signal.aborted || recorder.hasBegun || !isOutside || refused === undefined) throw error;
    return failed(account, refused, options);
  }
}

const known = (
  callers: readonly UnattributedCall[],
  interrupted: Interrupted | undefined,
): ReadonlyMap<string, UnattributedCall> =>
  new Map([
    ...callers.map((call): [string, UnattributedCall] => [
      callKey(call.service, call.operation, call.region, call.input),
      call,
    ]),
    ...(interrupted?.calls ?? []),
  ]);

/** The account as far as it is known: that it let nobody in, and what was said. */
const failed = (
  { id, name }: NamedAccount,
  { operation, region, input, error }: Refused,
  { caller, now }: ReadAccountOptions,
): AccountRecording => ({
  account: {
    kind: "account",
    account: id,
    ...(name !== undefined && { name }),
    partition: caller.partition,
    regions: [],
  },
  calls: [
    {
      ...{ kind: "call", account: id, region, service: "sts", operation, input, error },
      at: now().toISOString(),
    },
  ],
  status: "failed",
});
