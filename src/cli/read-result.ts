import { readFile } from "node:fs/promises";
import validate from "virtual:validator/result";
import { Failure } from "../model/failure.ts";
import type { Result } from "../model/result.ts";
import { describeSchemaError } from "../model/validate.ts";
import { isRecording } from "./is-recording.ts";

/** A result that an earlier run wrote in the format json. */
export async function readResult(path: string): Promise<Result> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new Failure("result/not-readable", `${path}: ${cause.message}`, { cause });
  });
  const result = await parse(path, text);
  if (validate(result)) return result as Result;
  const reasons = (validate.errors ?? []).slice(0, 5).map(describeSchemaError);
  throw new Failure("result/not-a-result", `${path} is no result: ${reasons.join("; ")}`, {
    help: "A result is what check writes with --format json; schemas/result.schema.json describes it.",
  });
}

async function parse(path: string, text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (await isRecording(path)) {
      throw new Failure("result/is-a-recording", `${path} is a recording, not a result.`, {
        cause,
        help: `Judge it first: trailwarden check ${path} --output json=result.json`,
      });
    }
    throw new Failure("result/not-json", `${path} is not JSON: ${(cause as Error).message}`, {
      cause,
      help: "A result is what check writes with --format json.",
    });
  }
}
