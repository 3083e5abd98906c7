import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import validateDiff from "virtual:validator/diff";
import { beforeAll, describe, expect, test } from "vitest";
import type { Diff } from "../../src/model/diff.ts";
import type { Finding } from "../../src/model/finding.ts";
import { type StoredResult, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { changedWorld, goodWorld } from "../harness/worlds.ts";

const folder = emptyFolder();
const path = (name: string): string => join(folder, name);
const now = new Date().toISOString();
const pack = ["--pack", "starter"];

const worse = changedWorld(now, ({ trails }) => ({
  trails: trails.map((one) => ({
    ...one,
    trail: { ...one.trail, LogFileValidationEnabled: false },
  })),
}));

const denied = [{ service: "cloudtrail", operation: "GetTrailStatus", kind: "deny" }] as const;

beforeAll(async () => {
  const worlds = [
    ["good", { world: goodWorld(now) }, []],
    ["worse", { world: worse }, []],
    ["blind", { world: goodWorld(now) }, denied],
  ] as const;
  for (const [name, seed, faults] of worlds) {
    await withAws(seed, { faults }, async (environment) => {
      await runCli(["collect", "-o", path(`${name}.ndjson.gz`)], { environment });
    });
    await check(name, ["--output", `json=${path(`${name}.json`)}`]);
  }
});

const check = (name: string, words: readonly string[] = []) =>
  runCli(["check", path(`${name}.ndjson.gz`), ...pack, ...words]);

const stored = (name: string): StoredResult => JSON.parse(readFileSync(path(name), "utf8"));

/** A result with its findings changed, written as a person's editor would. */
function edited(
  name: string,
  to: string,
  change: (finding: Finding) => readonly Finding[],
): string {
  const result = stored(name);
  const findings = result.findings.flatMap(change);
  writeFileSync(path(to), JSON.stringify({ ...result, findings }, undefined, 2));
  return path(to);
}

const diff = (...words: readonly string[]) => runCli(["diff", ...words, ...pack]);

describe("check --baseline", () => {
  test("passes what failed already, and fails what is new", async () => {
    const before = await check("worse");
    expect(before.exitCode).toBe(1);
    const same = await check("worse", ["--baseline", path("worse.json")]);
    expect([same.exitCode, same.stderr]).toEqual([0, ""]);
    expect(same.stdout).toContain("of the baseline");
    const changed = await check("worse", ["--baseline", path("good.json")]);
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toMatch(/^ {2}NEW {5}/m);
  });

  test("fails what the baseline did not judge, or could not see", async () => {
    const partial = edited("worse.json", "partial.json", (one) =>
      one.status === "fail" ? [] : [one],
    );
    expect((await check("worse", ["--baseline", partial])).exitCode).toBe(1);
    const unseen = edited("worse.json", "unseen.json", (one) => [
      one.status === "fail" ? { ...one, status: "unknown" } : one,
    ]);
    expect((await check("worse", ["--baseline", unseen])).exitCode).toBe(1);
  });

  test("is never green when blind, not even where the baseline was blind as well", async () => {
    const blind = await check("blind", ["--baseline", path("blind.json")]);
    expect(blind.exitCode).toBe(3);
    expect((await check("blind", ["--baseline", path("good.json")])).exitCode).toBe(3);
    const allowed = ["--baseline", path("blind.json"), "--allow-unknown"];
    expect((await check("blind", allowed)).exitCode).toBe(0);
  });

  test("tells what is resolved, and only where it looked", async () => {
    const ran = await check("good", ["--baseline", path("worse.json"), "--format", "json"]);
    const { baseline, findings }: StoredResult = JSON.parse(ran.stdout);
    expect(baseline?.resolved.map(({ policy }) => policy)).toContain("trail-log-validation");
    expect(findings.find(({ policy }) => policy === "trail-log-validation")?.change).toBe("better");
    const words = ["--policy", "trail-logging-on", "--baseline", path("worse.json")];
    const narrow = await runCli([
      ...["check", path("good.ndjson.gz"), ...words, "--format", "json"],
    ]);
    expect(JSON.parse(narrow.stdout).baseline.resolved).toEqual([]);
  });

  test("is kept by render, byte for byte", async () => {
    const words = ["--baseline", path("good.json"), "--output", `json=${path("marked.json")}`];
    const { stdout } = await check("worse", words);
    expect((await runCli(["render", path("marked.json")])).stdout).toBe(stdout);
    const again = await runCli(["render", path("marked.json"), "--format", "json"]);
    expect(again.stdout).toBe(readFileSync(path("marked.json"), "utf8"));
  });

  test("takes a result however it is laid out", async () => {
    const pretty = edited("worse.json", "pretty.json", (one) => [one]);
    const plain = await check("worse", ["--baseline", path("worse.json")]);
    expect((await check("worse", ["--baseline", pretty])).stdout).toBe(plain.stdout);
  });
});

describe("diff", () => {
  test("of a result and the recording it comes from is empty", async () => {
    const { stdout, exitCode } = await diff(path("good.json"), path("good.ndjson.gz"));
    expect(stdout).toMatch(/\n\d+ unchanged\nNothing got worse/);
    expect(exitCode).toBe(0);
  });

  test("tells new from resolved, with its exit code", async () => {
    const there = await diff(path("good.ndjson.gz"), path("worse.json"));
    expect(there.exitCode).toBe(1);
    expect(there.stdout).toMatch(/^New \(\d\)$/m);
    const back = await diff(path("worse.json"), path("good.json"), "--format", "markdown");
    expect(back.exitCode).toBe(0);
    expect(back.stdout).toMatch(/^### Resolved \(\d\)$/m);
  });

  test("is never green when blind", async () => {
    const blind = await diff(path("good.json"), path("blind.json"), "--format", "json");
    expect(blind.exitCode).toBe(3);
    const written: Diff = JSON.parse(blind.stdout);
    expect(validateDiff(written), JSON.stringify(validateDiff.errors)).toBe(true);
    expect(written.summary["unknown-now"]).toBeGreaterThan(0);
    expect((await diff(path("blind.json"), path("blind.json"))).exitCode).toBe(3);
    const allowed = await diff(path("blind.json"), path("blind.json"), "--allow-unknown");
    expect(allowed.exitCode).toBe(0);
  });

  test("tells what is no longer judged", async () => {
    const less = edited("good.json", "less.json", (one) =>
      one.policy === "trail-log-validation" ? [] : [one],
    );
    const result = stored("less.json");
    const policies = result.policies.filter(({ id }) => id !== "trail-log-validation");
    writeFileSync(less, JSON.stringify({ ...result, policies }));
    const { stdout, exitCode } = await diff(path("worse.json"), less);
    expect(stdout).toMatch(/^No longer judged \(1\)$/m);
    expect(exitCode).toBe(3);
  });
});

describe("what is no result ends with 2 and one clear message", () => {
  const write = (name: string, text: string | Buffer): string => {
    writeFileSync(path(name), text);
    return path(name);
  };
  const text = (): string => readFileSync(path("good.json"), "utf8");
  const cases: readonly (readonly [name: string, make: () => string, message: string])[] = [
    ["cut in a line", () => write("cut", text().slice(0, -200)), "is not JSON"],
    [
      "cut after a line",
      () => write("ends", text().replace(/,\n[^\n]*\n\]\n\}\n$/, ",\n")),
      "is not JSON",
    ],
    [
      "of another schema",
      () => write("v2", text().replace("result/v1", "result/v2")),
      "is no result",
    ],
    [
      "with a broken finding at its end",
      () => write("odd", text().replace(/"status":"\w+"(?![\s\S]*"status":)/, '"status":"fine"')),
      "is no result",
    ],
    ["ASFF", () => write("asff", "[]"), "is no result"],
    ["not there", () => path("none.json"), "ENOENT"],
    ["a folder", () => folder, "EISDIR"],
    ["hostile", () => write("hostile", "\u001b[2J\u202e{"), "is not JSON"],
  ];

  test.each(cases)("%s", async (_, make, message) => {
    const file = make();
    for (const ran of [
      await check("good", ["--baseline", file]),
      await diff(file, path("good.json")),
      await diff(path("good.json"), file),
    ]) {
      expect(ran.stderr).toContain(message);
      expect(ran.stderr).not.toMatch(/\n\s+at /);
      expect([...ran.stderr].filter((one) => "\u001b\u202e".includes(one))).toEqual([]);
      expect([ran.exitCode, ran.stdout]).toEqual([2, ""]);
    }
  });

  test("a recording as baseline, with the way out", async () => {
    const packed = path("good.ndjson.gz");
    const plain = write("good.ndjson", gunzipSync(readFileSync(packed)));
    for (const file of [packed, plain]) {
      const { exitCode, stderr } = await check("good", ["--baseline", file]);
      expect(stderr).toContain("is a recording, not a result");
      expect(stderr).toContain(`trailwarden check ${file} --output json=result.json`);
      expect(exitCode).toBe(2);
    }
  });
});
