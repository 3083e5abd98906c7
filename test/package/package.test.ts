import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import validate from "virtual:validator/result";
import { beforeAll, describe, expect, test } from "vitest";
import { emptyFolder } from "../harness/cli.ts";

const root = join(import.meta.dirname, "../..");

/** Node binaries to try the package on, in TRAILWARDEN_NODES; this one alone by default. */
const nodes = process.env["TRAILWARDEN_NODES"]?.split(delimiter) ?? [process.execPath];

const home = emptyFolder();
const installed = join(home, "node_modules/trailwarden");

/** What a user has: the packed package, installed where there is nothing else, without a network. */
beforeAll(() => {
  const inRoot = { cwd: root, encoding: "utf8" as const };
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", home], inRoot);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(home, filename)], {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
  });
});

test("the package brings everything along, in at most 5 MB", () => {
  const packages = readdirSync(join(home, "node_modules")).filter((name) => !name.startsWith("."));
  expect(packages).toEqual(["trailwarden"]);
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
  const sizes = files.map((file) => statSync(join(installed, file)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
});

test("its licences and its schemas are there", () => {
  expect(readFileSync(join(installed, "LICENSE"), "utf8")).toContain("Apache License");
  expect(readFileSync(join(installed, "dist/THIRD_PARTY_LICENSES.txt"), "utf8")).toContain(
    "cel-js",
  );
  expect(readdirSync(join(installed, "schemas"))).toContain("result.schema.json");
});

describe.each(nodes)("on %s", (node) => {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  const folder = emptyFolder();
  const run = (words: readonly string[]) =>
    spawnSync(node, [join(installed, "dist/main.js"), ...words], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", HOME: folder },
    });

  test(`the demonstration runs (${version})`, () => {
    const { status, stdout, stderr } = run(["demo"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^Recorded /) });
    // The SDK's notice about Node 20 is nothing that a user can act on.
    expect(stderr).not.toContain("Warning");
    expect(stdout).toContain("gate failed");
    const result: unknown = JSON.parse(
      readFileSync(join(folder, "trailwarden-demo/result.json"), "utf8"),
    );
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  });

  test(`the same recording gives the same bytes (${version})`, () => {
    const [first, second] = [1, 2].map(() =>
      run(["check", "trailwarden-demo/account.ndjson.gz", "--format", "json"]),
    );
    expect(first?.stdout).toBe(second?.stdout);
    expect(first?.status).toBe(1);
  });

  test(`the public API judges a recording (${version})`, () => {
    const script = `
      import { builtIn, check, compilePolicies, readRecording } from "trailwarden";
      const { header, accounts } = await readRecording("${folder}/trailwarden-demo/account.ndjson.gz");
      const policies = await compilePolicies(builtIn.policies);
      const gate = { failOn: "low", allowUnknown: false };
      const result = await check({ kind: "recording", header, accounts, policies, packs: [], gate });
      console.log(result.gate.outcome, [...result.findings].length > 10);`;
    const stdout = execFileSync(node, ["--input-type=module", "-e", script], {
      cwd: home,
      encoding: "utf8",
    });
    expect(stdout).toBe("failed true\n");
  });
});
