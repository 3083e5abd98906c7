import { requestHandler } from "../../src/aws/http.ts";
import { openSession } from "../../src/aws/session.ts";
import { collectAccount } from "../../src/collect/collect.ts";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import { startEmbeddedAws } from "../../src/emulator/start.ts";
import type { World } from "../../src/emulator/world.ts";
import type { AccountLine, AccountRecording, CallLine } from "../../src/model/recording.ts";

export interface RecordOptions {
  readonly account: string;
  readonly faults?: readonly Fault[];
  readonly region?: string;
  readonly onlyRegions?: readonly string[];
}

/** What the collector records of an account of this world, through real SDK clients. */
export async function record(world: World, options: RecordOptions): Promise<AccountRecording> {
  const { account, faults = [], region = "us-east-1", onlyRegions = [] } = options;
  const aws = await startEmbeddedAws({ world }, faults);
  const before = process.env["AWS_ENDPOINT_URL"];
  process.env["AWS_ENDPOINT_URL"] = aws.endpoint;
  const credentials = { accessKeyId: accessKeyFor(account), secretAccessKey: "secret" };
  const session = openSession({
    credentials: () => Promise.resolve(credentials),
    userAgent: "test",
    handler: requestHandler(),
  });
  let line: AccountLine | undefined;
  const calls: CallLine[] = [];
  try {
    await collectAccount({
      session,
      region,
      onlyRegions,
      now: () => new Date("2026-01-15T12:00:00.000Z"),
      write: (...lines) => {
        for (const written of lines) {
          if (written.kind === "account") line = written;
          if (written.kind === "call") calls.push(written);
        }
      },
    });
  } finally {
    session.close();
    await aws.close();
    process.env["AWS_ENDPOINT_URL"] = before;
    if (before === undefined) delete process.env["AWS_ENDPOINT_URL"];
  }
  if (line === undefined) throw new Error("the collector wrote no account");
  return { account: line, calls, status: "complete" };
}
