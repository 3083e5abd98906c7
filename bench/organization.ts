import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { buildAccount } from "../src/emulator/build/account.ts";
import { buildBucket } from "../src/emulator/build/bucket.ts";
import { buildKey } from "../src/emulator/build/key.ts";
import { buildTrail } from "../src/emulator/build/trail.ts";
import type { World } from "../src/emulator/world.ts";
import type { AccountRecording } from "../src/model/recording.ts";

export const account = "111122223333";
const now = "2026-01-15T12:00:00.000Z";

export const regions = [
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"],
  ...["ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
];

const keyArn = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`;

/** An account with trails of its own in each of its 17 Regions, as one grows before multi-Region trails. */
export const worldOfSingleRegionTrails = (each: number): World => ({
  accounts: [
    buildAccount({
      id: account,
      buckets: [buildBucket("trail-logs")],
      keys: [buildKey(keyArn)],
      trails: regions.flatMap((region) =>
        Array.from({ length: each }, (_, index) =>
          buildTrail({
            account,
            now,
            region,
            name: `trail-${index}`,
            bucket: "trail-logs",
            trail: { IsMultiRegionTrail: false, KmsKeyId: keyArn },
          }),
        ),
      ),
    }),
  ],
});

/** An account with as many multi-Region trails, the first of them well set up. */
export const worldOfMultiRegionTrails = (count: number): World => ({
  accounts: [
    buildAccount({
      id: account,
      buckets: [buildBucket("trail-logs")],
      keys: [buildKey(keyArn)],
      trails: Array.from({ length: count }, (_, index) =>
        buildTrail({
          account,
          now,
          name: `trail-${index}`,
          bucket: "trail-logs",
          trail: { KmsKeyId: keyArn },
        }),
      ),
    }),
  ],
});

/** Writes a recording of many accounts, each like the one that was recorded. */
export async function writeOrganization(
  path: string,
  recording: AccountRecording,
  accounts: number,
): Promise<void> {
  const end = { kind: "account-end", account, status: "complete" };
  const one = [recording.account, ...recording.calls, end]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
  function* lines() {
    yield `${JSON.stringify({ kind: "recording", version: 1, tool: "bench", startedAt: now })}\n`;
    for (let index = 0; index < accounts; index += 1) {
      yield one.replaceAll(account, String(100_000_000_000 + index));
    }
    yield `${JSON.stringify({ kind: "end", accounts, calls: accounts * recording.calls.length })}\n`;
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(path));
}
