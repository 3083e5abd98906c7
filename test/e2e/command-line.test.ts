import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { formatNames } from "../../src/report/format-names.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, main, runCli } from "../harness/cli.ts";

const folder = emptyFolder();
const recording = join(folder, "account.ndjson.gz");
const result = join(folder, "result.json");

beforeAll(async () => {
  const world = demoWorld(new Date().toISOString());
  await withAws({ world }, { account: demoAccount }, async (environment) => {
    await runCli(["collect", "-o", recording], { environment });
    await runCli(["check", recording, "--output", `json=${result}`]);
  });
});

describe("help", () => {
  test("tells every command and the exit codes", async () => {
    const { stdout, exitCode } = await runCli(["--help"]);
    for (const name of ["check", "collect", "render", "diff", "explain", "policies", "demo"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
    }
    expect(stdout).toContain("0 gate passed, 1 gate failed, 2 wrong input");
    expect(exitCode).toBe(0);
  });

  test("gives examples for each command", async () => {
    const { stdout } = await runCli(["check", "--help"]);
    expect(stdout).toContain(
      "$ trailwarden check account.ndjson.gz --pack cis-aws-5.0 --fail-on high",
    );
    expect(stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  });
});

describe("wrong input ends with 2, one clear message and nothing judged", () => {
  const cases: readonly (readonly [words: readonly string[], message: string])[] = [
    [["chek"], "Did you mean check?"],
    [["check", "--fail-on", "severe"], "Allowed choices are critical, high, medium, low, never"],
    [["check", "--format", "pdf"], "Allowed choices are"],
    [["check", recording, "--pack", "cis-aws-5"], 'Did you mean "cis-aws-5.0"?'],
    [
      ["check", recording, "--policy", "trail-log-validaton"],
      'Did you mean "trail-log-validation"?',
    ],
    [["check", recording, "--output", "html"], "--output takes FORMAT=PATH"],
    [
      ["check", recording, "--output", `html=${folder}/a`, "--output", `json=${folder}/a`],
      "Two outputs",
    ],
    [["check", recording, "--as-of", "yesterday"], "--as-of takes an ISO time"],
    [["check", recording, "--as-of", "2026-02-30"], "--as-of takes an ISO time"],
    [["check", recording, "--as-of", "2026-01-31T12:00"], "--as-of takes an ISO time"],
    [["demo", recording], "There can be no folder"],
    [["check", recording, "--policies", join(folder, "none")], "There is no folder"],
    [["check", recording, "--config", join(folder, "none.yaml")], "none.yaml: ENOENT"],
    [["check", join(folder, "missing.ndjson")], "There is no such file"],
    [["check", folder], "is a folder"],
    [["check", result], "it has been judged"],
    [["render", recording], "is a recording, not a result"],
    [["explain", "nothing"], 'There is no policy "nothing"'],
    [["collect"], "Where should the recording go?"],
    [["collect", "--resume", recording], "is complete; there is nothing to resume"],
  ];
  for (const [words, message] of cases) {
    test(words.map((word) => word.replace(folder, "DIR")).join(" "), async () => {
      const { exitCode, stderr, stdout } = await runCli(words);
      expect(stderr).toContain(message);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    });
  }
});

describe("the gate", () => {
  const cases: readonly (readonly [words: readonly string[], exitCode: number])[] = [
    [[], 1],
    [["--fail-on", "critical"], 1],
    [["--policy", "trail-logging-on", "--fail-on", "high"], 0],
    [["--policy", "trail-logging-on", "--fail-on", "medium"], 1],
    [["--policy", "trail-enabled"], 0],
    [["--fail-on", "never"], 0],
    [["--pack", "starter", "--fail-on", "low"], 1],
  ];
  for (const [words, exitCode] of cases) {
    test(`${words.join(" ") || "by default"} → ${exitCode}`, async () => {
      expect((await runCli(["check", recording, ...words])).exitCode).toBe(exitCode);
    });
  }
});

describe("render", () => {
  for (const format of formatNames) {
    test(`gives the bytes of the run: ${format}`, async () => {
      const [direct, rendered] = [
        join(folder, `direct.${format}`),
        join(folder, `rendered.${format}`),
      ];
      const run = await runCli([
        "check",
        recording,
        "--format",
        format,
        "--output",
        `${format}=${direct}`,
      ]);
      const again = await runCli([
        "render",
        result,
        "--format",
        format,
        "--output",
        `${format}=${rendered}`,
      ]);
      expect(readFileSync(rendered)).toEqual(readFileSync(direct));
      expect(again.stdout).toBe(run.stdout);
      expect(again.stdout).toBe(readFileSync(direct, "utf8"));
      expect(again.exitCode).toBe(0);
    });
  }
});

test("time-based policies judge as of the recording, unless told otherwise", async () => {
  const words = ["check", recording, "--policy", "delivery-digest-healthy"];
  expect((await runCli(words)).exitCode).toBe(0);
  const later = await runCli([...words, "--as-of", "2027-06-01T00:00:00Z"]);
  expect(later.exitCode).toBe(1);
});

test("a failed write leaves the old file and nothing half done", async () => {
  const file = join(folder, "kept.json");
  writeFileSync(file, "old");
  const { exitCode, stderr } = await runCli([
    ...["check", recording, "--output", `json=${join(folder, "no", "such", "folder.json")}`],
  ]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("output/not-written");
  expect(readFileSync(file, "utf8")).toBe("old");
});

describe("explain", () => {
  test("tells what a policy means and, with a result, what its facts were", async () => {
    const { stdout, exitCode } = await runCli(["explain", "trail-log-validation", result]);
    expect(stdout).toContain("Trails sign their log files");
    expect(stdout).toContain("FAIL  old-us-trail (111122223333, us-east-1)");
    expect(stdout).toContain("trail.logFileValidationEnabled = false");
    expect(stdout).toContain("from cloudtrail:DescribeTrails in us-east-1");
    expect(exitCode).toBe(0);
  });
});

test("parameters come from trailwarden.yaml in the folder, or from the file that is named", async () => {
  const cwd = emptyFolder();
  const words = ["check", recording, "--policy", "loggroup-retention"];
  expect((await runCli(words, { cwd })).exitCode).toBe(1);
  const text = "parameters:\n  loggroup-retention: { minDays: 90 }\n";
  writeFileSync(join(cwd, "trailwarden.yaml"), text);
  expect((await runCli(words, { cwd })).exitCode).toBe(0);
  const other = join(cwd, "other.yaml");
  writeFileSync(other, text.replace("90", "91"));
  expect((await runCli([...words, "--config", other], { cwd })).exitCode).toBe(1);
});

describe("the terminal", () => {
  test("gets no colors unless it is one, and then only if NO_COLOR is not set", async () => {
    const escapeCharacter = String.fromCharCode(27);
    expect((await runCli(["check", recording])).stdout).not.toContain(escapeCharacter);
    const forced = await runCli(["check", recording], { environment: { FORCE_COLOR: "1" } });
    expect(forced.stdout).toContain(escapeCharacter);
  });

  test("never sees a line longer than 80 columns that is not a command to copy", async () => {
    const { stdout } = await runCli(["check", recording]);
    const long = stdout.split("\n").filter((line) => line.length > 80 && !line.includes("$ aws "));
    expect(long).toEqual([]);
  });
});

describe("standard output", () => {
  const check = `"${process.execPath}" "${main}" check "${recording}"`;
  const toShell = (command: string) => spawnSync("bash", ["-c", command], { encoding: "utf8" });

  test("whose reader goes away leaves the gate's exit code", () => {
    const { stdout, stderr } = toShell(
      `${check} --format html | head -c 10 > /dev/null; echo \${PIPESTATUS[0]}`,
    );
    expect(stdout.trim()).toBe("1");
    expect(stderr).toBe("");
  });

  test.runIf(existsSync("/dev/full"))("that has no room is no bug of ours", () => {
    const { status, stderr } = toShell(`${check} > /dev/full`);
    expect(stderr).toContain("output/not-written: Standard output");
    expect(status).toBe(3);
  });
});

test("a file that does not fit is not left behind in part", () => {
  const path = join(folder, "too-large.html");
  // 64 blocks of 1 KiB for any file that this shell's programs write.
  const command = `trap "" XFSZ; ulimit -f 64; "${process.execPath}" "${main}" check ${recording} --output html=${path}`;
  const { status, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  expect(stderr).toContain("output/not-written");
  expect(status).toBe(3);
  expect(existsSync(path)).toBe(false);
});

describe("a terminal", () => {
  const pty = (environment: { readonly [name: string]: string }, ...words: readonly string[]) => {
    const command = [process.execPath, main, ...words].map((word) => `'${word}'`).join(" ");
    // Without a terminal of its own, script(1) gives one of 0 columns.
    return spawnSync("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], TERM: "xterm-256color", ...environment },
    });
  };
  const hasPty = spawnSync("script", ["--version"]).status === 0;

  test.runIf(hasPty)("without a size gets 80 columns and colors", () => {
    const { stdout, status } = pty({}, "check", recording);
    expect(status).toBe(1);
    expect(stdout).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors take no column
    const lines = stdout.replaceAll(/\u001b\[\d+m/g, "").split("\r\n");
    const tooLong = lines.filter((line) => line.length > 80 && !line.includes("$ aws "));
    expect(tooLong).toEqual([]);
  });

  test.runIf(hasPty)("that can do nothing gets plain text", () => {
    for (const environment of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      expect(pty(environment, "check", recording).stdout).not.toContain("\u001b");
    }
  });
});
