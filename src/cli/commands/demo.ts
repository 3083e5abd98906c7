import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { accessKeyFor } from "../../emulator/access-keys.ts";
import { demoAccount, demoWorld } from "../../emulator/demo-world.ts";
import { environmentFor, startEmbeddedAws } from "../../emulator/start.ts";
import { Failure } from "../../model/failure.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { run as runCommand } from "../run.ts";

/** The whole job as a user would do it, over HTTP, against an AWS inside this process. */
export const run: Run = async ({ arguments: { dir = "trailwarden-demo" } }, io) => {
  await mkdir(dir, { recursive: true }).catch((cause: Error) => {
    throw new Failure("demo/folder", `There can be no folder ${dir}: ${cause.message}.`, { cause });
  });
  const world = demoWorld(io.now().toISOString());
  // One role may not read the key's rotation: what that leads to is part of the demonstration.
  const aws = await startEmbeddedAws({ world }, [
    { service: "kms", operation: "GetKeyRotationStatus", kind: "deny" },
  ]);
  const leads = environmentFor(aws, accessKeyFor(demoAccount), "eu-west-1");
  const before = { ...process.env };
  const others = Object.entries(before).filter(([name]) => !name.startsWith("AWS_"));
  process.env = { ...Object.fromEntries(others), ...leads };
  try {
    const recording = join(dir, "account.ndjson.gz");
    const files = {
      html: join(dir, "report.html"),
      asff: join(dir, "findings.asff.json"),
      json: join(dir, "result.json"),
    };
    const collected = await step(["collect", "-o", recording], io);
    if (collected !== exitCodes.ok) return collected;
    const outputs = Object.entries(files).flatMap(([format, path]) => [
      "--output",
      `${format}=${path}`,
    ]);
    await step(["check", recording, ...outputs], io);
    await writeAll(io.stdout, [closing(files.html, files.json, files.asff, recording)]);
    return exitCodes.ok;
  } finally {
    process.env = before;
    await aws.close();
  }
};

async function step(words: readonly string[], io: Parameters<Run>[1]): Promise<number> {
  await writeAll(io.stdout, [`$ trailwarden ${words.join(" ")}\n`]);
  const exitCode = await runCommand(words, io);
  await writeAll(io.stdout, [`(exit code ${exitCode})\n\n`]);
  return exitCode;
}

const closing = (html: string, json: string, asff: string, recording: string): string =>
  `Open ${html} in a browser: the report for an auditor.
${asff} holds the findings for Security Hub, ${json} the result for tools,
${recording} what AWS said; judge it again with: trailwarden check ${recording}
`;
