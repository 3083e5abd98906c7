import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountRecording, RecordingLine } from "../../src/model/recording.ts";
import { readLimits } from "../../src/recording/format.ts";
import { readRecording } from "../../src/recording/read.ts";

const folder = mkdtempSync(join(tmpdir(), "trailwarden-read-"));
const at = "2026-01-15T12:00:00.000Z";

const header: RecordingLine = { kind: "recording", version: 1, tool: "test", startedAt: at };
const account = (id: string): RecordingLine => ({
  kind: "account",
  account: id,
  partition: "aws",
  regions: ["us-east-1"],
});
const call = (id: string, output: object = {}): RecordingLine => ({
  kind: "call",
  account: id,
  region: "us-east-1",
  service: "sts",
  operation: "GetCallerIdentity",
  input: {},
  output: output as never,
  at,
});
const accountEnd = (id: string): RecordingLine => ({
  kind: "account-end",
  account: id,
  status: "complete",
});
const [one, two] = ["111111111111", "222222222222"] as const;
const whole: readonly RecordingLine[] = [
  header,
  account(two),
  call(two),
  accountEnd(two),
  account(one),
  call(one),
  call(one),
  accountEnd(one),
  { kind: "end", accounts: 2, calls: 3 },
];

const text = (lines: readonly unknown[]): string =>
  lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");

let files = 0;
function write(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `${files}.ndjson`);
  writeFileSync(path, content);
  return path;
}

async function read(content: string | Uint8Array, limits = readLimits) {
  const reader = await readRecording(write(content), limits);
  const accounts: AccountRecording[] = [];
  for await (const recording of reader.accounts) accounts.push(recording);
  return { header: reader.header, accounts, isComplete: reader.isComplete() };
}

describe("a recording", () => {
  test("is read account by account, compressed or not", async () => {
    const plain = await read(text(whole));
    expect(plain.accounts.map((recording) => recording.account.account)).toEqual([two, one]);
    expect(plain.accounts.map(({ calls }) => calls.length)).toEqual([1, 2]);
    expect(plain.isComplete).toBe(true);
    expect(await read(gzipSync(text(whole)))).toEqual(plain);
  });

  test("cut off anywhere reads as far as it goes, and says that it is not complete", async () => {
    const bytes = Buffer.from(text(whole));
    // All but the last line break, or the checksum behind the compressed data, is still all of it.
    for (const [content, needed] of [
      [bytes, bytes.length - 1],
      [gzipSync(bytes), gzipSync(bytes).length - 12],
    ] as const) {
      for (let length = 130; length < needed; length += 23) {
        const { accounts, isComplete } = await read(content.subarray(0, length)).catch((error) => {
          // Too little to hold even the first line.
          expect(error.code).toBe("recording/not-a-recording");
          return { accounts: [] as AccountRecording[], isComplete: false };
        });
        expect(isComplete).toBe(false);
        const last = accounts.at(-1);
        if (last?.status === "cut-off") expect(last.calls.length).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe("damage is told from being cut off, with the line", () => {
  const cases: readonly (readonly [string, readonly unknown[], string, string])[] = [
    ["no header", whole.slice(1), "recording/not-a-recording", "Line 1"],
    ["something else", ["hello"], "recording/not-a-recording", "Line 1"],
    ["another version", [{ ...header, version: 2 }], "recording/version", "reads version 1"],
    [
      "a moment that does not exist",
      [{ ...header, startedAt: "2026-19-39T29:00:00Z" }],
      "recording/corrupt",
      "Line 1",
    ],
    ["JSON that is no line", [header, { kind: "wat" }], "recording/corrupt", "Line 2"],
    [
      "a broken line in the middle",
      [header, account(one), '{"kind":"call"', accountEnd(one)],
      "recording/corrupt",
      "Line 3",
    ],
    [
      "a call without operation",
      [header, account(one), { ...call(one), operation: undefined }],
      "recording/corrupt",
      "Line 3",
    ],
    [
      "a call that is answered and refused",
      [header, account(one), { ...call(one), error: { code: "x", message: "" } }],
      "recording/corrupt",
      "Line 3",
    ],
    ["a call outside its account", [header, call(one)], "recording/corrupt", "Line 2"],
    ["a call of another account", [header, account(one), call(two)], "recording/corrupt", "Line 3"],
    ["an account twice", [...whole.slice(0, 4), account(two)], "recording/corrupt", "Line 5"],
    [
      "an account inside another",
      [header, account(one), account(two)],
      "recording/corrupt",
      "Line 3",
    ],
    ["a second header", [header, header], "recording/corrupt", "Line 2"],
    [
      "a lost line",
      [...whole.slice(0, 2), ...whole.slice(3)],
      "recording/corrupt",
      "lines were lost",
    ],
    [
      "something behind the end",
      [...whole, account("333333333333")],
      "recording/corrupt",
      "Line 10",
    ],
  ];
  for (const [name, lines, code, message] of cases) {
    test(name, async () => {
      await expect(read(text(lines))).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
        help: expect.any(String),
      });
    });
  }

  test("compressed data that was changed", async () => {
    const compressed = gzipSync(text(whole));
    compressed[compressed.length - 6] = (compressed[compressed.length - 6] ?? 0) ^ 0xff;
    await expect(read(compressed)).rejects.toMatchObject({ code: "recording/corrupt" });
  });
});

describe("what is no file", () => {
  test("is refused: a folder, nothing, a pipe", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [folder, join(folder, "none"), pipe]) {
      await expect(readRecording(path)).rejects.toMatchObject({ code: "recording/not-readable" });
    }
  });

  test("is refused: binary data and an empty file", async () => {
    for (const content of [Buffer.from([0, 1, 2, 255, 10]), Buffer.alloc(0)]) {
      await expect(read(content)).rejects.toMatchObject({ code: "recording/not-a-recording" });
    }
  });
});

describe("what is too large", () => {
  test("a line", async () => {
    const limits = { ...readLimits, line: 1000 };
    const long = text([header, account(one), call(one, { Arn: "x".repeat(300_000) })]);
    await expect(read(long, limits)).rejects.toMatchObject({
      code: "recording/line-too-long",
      message: expect.stringContaining("Line 3"),
    });
  });

  test("an account", async () => {
    const lines = [header, account(one), ...Array.from({ length: 50 }, () => call(one))];
    await expect(read(text(lines), { ...readLimits, account: 2000 })).rejects.toMatchObject({
      code: "recording/account-too-large",
    });
  });

  test("a gzip bomb: of one endless line, and of many short ones", async () => {
    const start = Buffer.from(text([header, account(one)]));
    const limits = { ...readLimits, line: 4_000_000, freely: 4_000_000 };
    const zeros = gzipSync(Buffer.concat([start, Buffer.alloc(30_000_000)]));
    await expect(read(zeros, limits)).rejects.toMatchObject({ code: "recording/line-too-long" });
    const emptyLines = gzipSync(Buffer.concat([start, Buffer.alloc(30_000_000, "\n")]));
    await expect(read(emptyLines, limits)).rejects.toMatchObject({
      code: "recording/compression-bomb",
    });
  });
});

test("lines come out whole wherever chunks end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (texts, size) => {
        const { splitLines } = await import("../../src/recording/lines.ts");
        const lines = texts.map((one) => one.replaceAll("\n", ""));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        async function* chunks() {
          for (let start = 0; start < bytes.length; start += size) {
            yield bytes.subarray(start, start + size);
          }
        }
        const seen: string[] = [];
        for await (const batch of splitLines(chunks(), { line: 1_000_000 })) {
          seen.push(...batch.map((line) => line.bytes.toString("utf8")));
        }
        expect(seen).toEqual(lines.filter((line) => line !== ""));
      },
    ),
  );
});
