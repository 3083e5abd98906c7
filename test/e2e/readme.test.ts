import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { environmentFor, startEmbeddedAws } from "../../src/emulator/start.ts";
import { emptyFolder, type Ran, runCli } from "../harness/cli.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

const commands = [...readme.matchAll(/^```sh\n([^`]+)^```$/gm)].flatMap(([, block = ""]) =>
  block.trim().split("\n"),
);

/** The continuous integration runs these, on a clean checkout; here they would run themselves. */
const runElsewhere = ["npm ci && npm run demo", "npm ci && npm test"];

test("the two commands that set everything up stand on the first screen", () => {
  const firstScreen = readme.split("\n").slice(0, 24).join("\n");
  for (const command of runElsewhere) expect(firstScreen).toContain(`\n${command}\n`);
  const script = readFileSync(join(root, ".ci/run"), "utf8");
  for (const command of ["npm ci", "npm test", "npm run demo"]) expect(script).toContain(command);
});

test("what it points to is there", () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

describe("every other command, as it stands there", () => {
  const folder = emptyFolder();
  let aws: Awaited<ReturnType<typeof startEmbeddedAws>>;

  beforeAll(async () => {
    aws = await startEmbeddedAws({ world: demoWorld(new Date().toISOString()) }, []);
    // The build before it would replace dist under the feet of the tests beside this one.
    const { exitCode, stderr } = await shell("npm install --global .");
    expect(exitCode, stderr).toBe(0);
  });
  afterAll(() => aws.close());

  const shell = (command: string): Promise<Ran> => {
    const isForTheCheckout = command.startsWith("npm ");
    const environment = {
      ...environmentFor(aws, accessKeyFor(demoAccount), "eu-west-1"),
      HOME: folder,
      npm_config_prefix: folder,
      npm_config_offline: "true",
      PATH: [join(folder, "bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter),
    };
    return new Promise((resolve) => {
      const options = { cwd: isForTheCheckout ? root : folder, env: environment };
      execFile("sh", ["-c", command], options, (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  };

  for (const command of commands.filter((line) => line.startsWith("trailwarden "))) {
    test(command, async () => {
      const { exitCode, stdout, stderr } = await shell(command);
      const isGate = command.startsWith("trailwarden check");
      expect([isGate ? 1 : 0], stderr).toContain(exitCode);
      expect(stderr).not.toMatch(/error|bug/i);
      if (!command.includes(" -o ")) expect(stdout.length).toBeGreaterThan(20);
    });
  }

  test("there is no command of another kind", () => {
    const others = commands.filter(
      (line) => !line.startsWith("trailwarden ") && !runElsewhere.includes(line),
    );
    expect(others).toEqual(["npm run build && npm install --global ."]);
  });
});

test("the table of exit codes is that of the program", async () => {
  const { stdout } = await runCli(["--help"]);
  for (const [, code = ""] of readme.matchAll(/^\| (\d+) \|/gm)) {
    expect(stdout.replaceAll("\n", " ")).toMatch(new RegExp(`[ :]${code} `));
  }
});
