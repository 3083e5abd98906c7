import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { environmentFor, startEmbeddedAws } from "../../src/emulator/start.ts";
import { emptyFolder, main, runCli } from "../harness/cli.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "examples/ci");
let aws: Awaited<ReturnType<typeof startEmbeddedAws>>;

beforeAll(async () => {
  aws = await startEmbeddedAws({ world: demoWorld(new Date().toISOString()) }, []);
});
afterAll(() => aws.close());

const environment = () => environmentFor(aws, accessKeyFor(demoAccount), "us-east-1");

describe("the check of each recipe, as it stands there", () => {
  const recipes = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return [...text.matchAll(/(?:^|[\s/])trailwarden (check [^'\n]+)/gm)].map(
      ([, command = ""]) => [file, command] as const,
    );
  });

  test("there is one in each of the four that call the program themselves", () => {
    expect(recipes.map(([file]) => file).sort()).toEqual(
      ["Jenkinsfile", "azure-pipelines.yml", "buildspec.yml", "gitlab-ci.yml"].sort(),
    );
  });

  test.each(recipes)("%s", async (_, command) => {
    const cwd = emptyFolder();
    const words = command.trim().split(" ");
    const { exitCode, stderr } = await runCli(words, { cwd, environment: environment() });
    expect(exitCode, stderr).toBe(1);
    const files = words.filter((word) => /^[a-z]+=/.test(word)).map((word) => word.split("=")[1]);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(join(cwd, file ?? ""))).toBe(true);
  });
});

interface Action {
  readonly inputs: { readonly [name: string]: { readonly default: string } };
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly run: string;
  readonly env?: { readonly [name: string]: string };
}

describe("the step of action.yml that checks", () => {
  const action = load(readFileSync(join(root, "action.yml"), "utf8")) as Action;
  const step = action.runs.steps.find(({ id }) => id === "check");

  /** Runs it as GitHub's runner does: bash that stops at the first error, inputs as variables. */
  function runStep(given: { readonly [input: string]: string }) {
    const cwd = emptyFolder();
    const [output, summary] = [join(cwd, "output"), join(cwd, "summary")];
    const inputs = Object.entries(step?.env ?? {}).map(([name, text]) => [
      name,
      text
        .replace(/\$\{\{ inputs\.([a-z-]+) \}\}/, (_, input: string) => {
          return given[input] ?? action.inputs[input]?.default ?? "";
        })
        .replace(/\$\{\{ github\.action_path \}\}\/dist\/main\.js/, main),
    ]);
    const env = {
      PATH: process.env["PATH"],
      ...environment(),
      ...Object.fromEntries(inputs),
      ...{ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
    };
    const words = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""];
    return new Promise<{
      code: unknown;
      stdout: string;
      stderr: string;
      cwd: string;
      read: typeof readIn;
    }>((resolve) => {
      execFile("bash", words, { cwd, env }, (error, stdout, stderr) =>
        resolve({
          code: error?.code ?? 0,
          stdout,
          stderr,
          cwd,
          read: (name) => readIn(join(cwd, name)),
        }),
      );
    });
  }
  const readIn = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

  test("annotates, summarizes, writes SARIF and hands on the exit code", async () => {
    const { code, stdout, read } = await runStep({});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error /m);
    expect(read("output")).toBe("exit-code=1\n");
    expect(read("summary")).toBe(read("trailwarden.md"));
    expect(read("summary")).toContain("Trailwarden");
    expect(JSON.parse(read("trailwarden.sarif"))).toMatchObject({ version: "2.1.0" });
  });

  test("takes inputs as words, never as a script", async () => {
    const hostile = "x$(touch owned)`touch owned`; touch owned";
    const { code, stderr, cwd, read } = await runStep({
      target: hostile,
      arguments: "--pack\nstarter\n",
    });
    expect(code).toBe(2);
    expect(stderr).toContain("x$(touch owned)");
    expect(read("output")).toBe("exit-code=2\n");
    expect(existsSync(join(cwd, "owned"))).toBe(false);
  });

  test("passes further arguments on, one a line", async () => {
    const { code, stderr } = await runStep({ arguments: "--pack\nno such pack" });
    expect(code).toBe(2);
    expect(stderr).toContain("no such pack");
  });
});

test("the example of the workflow uses inputs and outputs that the action has", () => {
  const action = load(readFileSync(join(root, "action.yml"), "utf8")) as Action;
  const text = readFileSync(join(folder, "github-actions.yml"), "utf8");
  const given = /trailwarden\/trailwarden@v0\n +with:\n((?: {10}.+\n)+)/.exec(text)?.[1] ?? "";
  const names = [...given.matchAll(/^ +([a-z-]+):/gm)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(Object.keys(action.inputs)).toContain(name);
});
