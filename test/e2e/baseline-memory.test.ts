import { createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { render } from "../../src/report/formats/json.ts";
import { type StoredResult, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { numbered } from "../harness/compared.ts";
import { goodWorld } from "../harness/worlds.ts";

const count = 100_000;
const megabyte = 1024 * 1024;
/** Megabytes */
const heap = 48;

test("a baseline of many findings needs a heap much smaller than itself", async () => {
  const folder = emptyFolder();
  const [recording, baseline] = [join(folder, "good.ndjson"), join(folder, "baseline.json")];
  await withAws({ world: goodWorld(new Date().toISOString()) }, {}, (environment) =>
    runCli(["collect", "-o", recording], { environment }),
  );
  const words = ["check", recording, "--format", "json"];
  const result: StoredResult = JSON.parse((await runCli(words)).stdout);
  const findings = (function* () {
    for (let number = 0; number < count; number += 1) {
      const account = String(100_000_000_000 + Math.floor(number / 100));
      yield numbered(number, { account, status: number % 10 === 0 ? "fail" : "pass" });
    }
  })();
  const pieces = render({ ...result, findings }, { color: false, columns: 80 });
  await pipeline(Readable.from(pieces), createWriteStream(baseline));
  expect(statSync(baseline).size / megabyte).toBeGreaterThan(heap);

  const ran = await runCli([...words, "--baseline", baseline], {
    environment: { NODE_OPTIONS: `--max-old-space-size=${heap}` },
  });
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(ran.stdout).baseline.resolved).toEqual([]);
});
