// Measures the budgets of the project, each as a ratio against a limit that is measured in the same
// run on the same machine, and fails if one is exceeded.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { assets } from "../build/assets.ts";
import { accessKeyFor } from "../src/emulator/access-keys.ts";
import { environmentFor, startEmbeddedAws } from "../src/emulator/start.ts";
import { record } from "../test/harness/recorded.ts";
import { measureLiveOrganization } from "./live-organization.ts";
import { measure, runOnce } from "./measure.ts";
import {
  account,
  worldOfMultiRegionTrails,
  worldOfSingleRegionTrails,
  writeOrganization,
} from "./organization.ts";
import { type Row, report } from "./report.ts";

// The embedded AWS runs in this process: the SDK would speak of Node 20 here too.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const root = join(import.meta.dirname, "..");
const main = join(root, "dist/main.js");
const folder = mkdtempSync(join(tmpdir(), "trailwarden-bench-"));
const inFolder = (name: string): string => join(folder, name);

const everything = ["--pack", "all"];

/** Starting, and judging one account from a recording, against starting Node itself. */
async function startRows(): Promise<Row[]> {
  const recording = inFolder("one.ndjson.gz");
  await writeOrganization(recording, await record(worldOfMultiRegionTrails(3), { account }), 1);
  const { nothing, help, check } = await measure(
    {
      nothing: { words: ["-e", "0"], isBare: true },
      help: { words: [main, "--help"], isBare: true },
      check: { words: [main, "check", recording, ...everything], isBare: true },
    },
    15,
  );
  const { rss } = await runOnce({ words: [main, "check", recording, ...everything] });
  return [
    row("--help", "node -e 0", help.wall, nothing.wall, 1.35),
    row("check of one recorded account", "node -e 0", check.wall, nothing.wall, 2.3),
    { what: "  its memory", measured: rss, unit: "MB", budget: 70 },
  ];
}

/** Judging an organization, against the same facts judged by plain functions. */
async function organizationRows(accounts: number): Promise<Row[]> {
  const one = await record(worldOfSingleRegionTrails(2), { account });
  const small = inFolder("small.ndjson.gz");
  const large = inFolder("large.ndjson.gz");
  await writeOrganization(small, one, accounts / 10);
  await writeOrganization(large, one, accounts);
  const plainCheck = await bundled("plain-check");
  const plainResult = inFolder("plain.json");
  const words = (recording: string) => [
    main,
    "check",
    recording,
    ...everything,
    "--output",
    `text=${inFolder("report.txt")}`,
  ];
  const { few, all } = await measure(
    {
      few: { words: words(small) },
      all: { words: words(large) },
      plain: { words: [plainCheck, large, plainResult] },
    },
    2,
  );
  const plain = JSON.parse(readFileSync(plainResult, "utf8")) as {
    cpu: number;
    pass: number;
    fail: number;
  };
  agree(plain, readFileSync(inFolder("report.txt"), "utf8"));
  const size = Math.round(statSync(large).size / 1e6);
  return [
    row(
      `${accounts} accounts × 17 Regions × 2 trails (${size} MB .gz)`,
      "plain functions",
      all.cpu,
      plain.cpu,
      4,
    ),
    { what: "  its memory", measured: all.rss, unit: "MB", budget: 250 },
    {
      what: "  its memory, against a tenth of the accounts",
      measured: all.rss / few.rss,
      unit: "×",
      budget: 1.2,
    },
    { what: "  verdicts a second", measured: (plain.pass + plain.fail) / all.cpu, unit: "" },
  ];
}

/** What is measured against must have come to the same verdicts. */
function agree({ pass, fail }: { pass: number; fail: number }, text: string): void {
  if (text.includes(`${fail} failed, `) && text.includes(`${pass} passed`)) return;
  throw new Error(
    `the plain functions gave ${fail} failed, ${pass} passed; the report says:\n${text.slice(-300)}`,
  );
}

async function bundled(name: string): Promise<string> {
  const input = join(root, `bench/${name}.ts`);
  const bundle = await rolldown({ cwd: root, input, platform: "node", plugins: [assets()] });
  await bundle.write({
    ...{ dir: folder, format: "esm", entryFileNames: `${name}.mjs` },
    codeSplitting: false,
  });
  return inFolder(`${name}.mjs`);
}

/** Reading an organization live, against the SDK alone making the same calls. */
async function liveOrganizationRows(accounts: number): Promise<Row[]> {
  const plainCalls = await bundled("plain-calls");
  const measured = await measureLiveOrganization(accounts, { main, plainCalls, folder });
  const { cpu, plainCpu, rss, rssOfFew, calls } = measured;
  return [
    row(`${accounts} accounts × 17 Regions live (${calls} calls)`, "the SDK", cpu, plainCpu, 1.5),
    { what: "  its memory", measured: rss, unit: "MB", budget: 300 },
    {
      what: "  its memory, against a tenth of the accounts",
      measured: rss / rssOfFew,
      unit: "×",
      budget: 1.2,
    },
  ];
}

/** The calls that an account with three trails costs, and how long they take at 50 ms each. */
async function liveRows(): Promise<Row[]> {
  const world = worldOfMultiRegionTrails(3);
  const latency = 50;
  const aws = await startEmbeddedAws({ world }, [{ latency }]);
  const environment = environmentFor(aws, accessKeyFor(account));
  const { wall } = await runOnce({ words: [main, "check"], environment });
  await aws.close();
  const names = aws.calls.map(
    ({ service, operation, region }) => `${service}:${operation} ${region}`,
  );
  return [
    { what: "API calls for three trails in 17 Regions", measured: names.length, unit: "calls" },
    row(`  at ${latency} ms each, whole process`, "one call", wall, latency / 1000, 30),
  ];
}

const row = (
  what: string,
  against: string,
  measured: number,
  limit: number,
  budget: number,
): Row => ({
  what,
  against: `${against} (${limit < 1 ? `${Math.round(limit * 1000)} ms` : `${limit.toFixed(1)} s`})`,
  measured: measured / limit,
  unit: "×",
  budget,
});

try {
  const rows = [
    ...(await startRows()),
    ...(await liveRows()),
    ...(await liveOrganizationRows(200)),
    ...(await organizationRows(5000)),
  ];
  process.stdout.write(report(rows));
  process.exitCode = rows.some(({ measured, budget }) => budget !== undefined && measured > budget)
    ? 1
    : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
