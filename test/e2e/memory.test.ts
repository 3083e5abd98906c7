import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { expect, test } from "vitest";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const accounts = 400;

const megabyte = 1024 * 1024;
/** Megabytes */
const heap = 80;

test("a recording of many accounts is judged and reported in a heap much smaller than what is read and written", async () => {
  const folder = emptyFolder();
  const path = join(folder, "organization.ndjson");
  await pipeline(Readable.from(await organization()), createWriteStream(path));
  const compressed = `${path}.gz`;
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(compressed));

  const formats = ["json", "asff", "html"];
  const outputs = formats.flatMap((format) => ["--output", `${format}=${join(folder, format)}`]);
  const ran = await runCli(["check", compressed, "--format", "text", ...outputs], {
    environment: { NODE_OPTIONS: `--max-old-space-size=${heap}` },
  });
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  expect(ran.stdout).toMatch(/^0 failed, 0 unknown, \d{5,} passed, /m);
  const sizes = [path, ...formats.map((format) => join(folder, format))].map(
    (file) => statSync(file).size / megabyte,
  );
  expect(Math.min(...sizes)).toBeGreaterThan(20);
  expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(2 * heap);

  const started = Date.now();
  const interrupt = { when: () => Date.now() - started > 700, signal: "SIGINT" } as const;
  const stopped = await runCli(["check", path], { interrupt });
  expect(stopped.stderr).toContain("Interrupted");
  expect(stopped).toMatchObject({ exitCode: 3, stdout: "" });
}, 120_000);

/** The lines of a recording of one good account, for many account ids. */
async function organization(): Promise<Iterable<string>> {
  const { account, calls } = await record(goodWorld("2026-01-15T12:00:00.000Z"), {
    account: goodAccount,
  });
  const end = { kind: "account-end", account: goodAccount, status: "complete" };
  const one = [account, ...calls, end].map((line) => `${JSON.stringify(line)}\n`).join("");
  const header = {
    kind: "recording",
    version: 1,
    tool: "test",
    startedAt: "2026-01-15T12:00:00.000Z",
  };
  return (function* () {
    yield `${JSON.stringify(header)}\n`;
    for (let index = 0; index < accounts; index += 1) {
      yield one.replaceAll(goodAccount, String(100_000_000_000 + index));
    }
    yield `${JSON.stringify({ kind: "end", accounts, calls: accounts * calls.length })}\n`;
  })();
}
