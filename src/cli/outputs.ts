import { Failure } from "../model/failure.ts";
import type { Result } from "../model/result.ts";
import { type FormatName, formatNames } from "../report/format-names.ts";
import { formats } from "../report/formats.ts";
import { plainLook } from "../report/render.ts";
import { writeFileAtomically } from "./atomic-write.ts";
import type { Options } from "./description.ts";
import { type Io, lookOf, writeAll } from "./io.ts";

/** One format for standard output, any number for files. */
export interface Outputs {
  readonly format: FormatName;
  readonly files: readonly { readonly format: FormatName; readonly path: string }[];
}

/** The outputs that were asked for: flags before the configuration's, which are read like flags. */
export function readOutputs(
  options: Options,
  configured: { readonly [format: string]: string } = {},
): Outputs {
  const named = Object.entries(configured).map(([format, path]) => `${format}=${path}`);
  const files = ((options["output"] ?? named) as readonly string[]).map(readOutput);
  const paths = files.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) {
    throw new Failure("flags/output", `Two outputs would be written to ${twice}.`);
  }
  return { format: options["format"] as FormatName, files };
}

function readOutput(given: string): Outputs["files"][number] {
  const [format = "", ...rest] = given.split("=");
  const path = rest.join("=");
  if (path === "-") {
    throw new Failure("flags/output", `--output writes files; "${given}" names none.`, {
      help: `Standard output is for --format: trailwarden check --format ${format}`,
    });
  }
  if (path !== "" && isFormat(format)) return { format, path };
  throw new Failure("flags/output", `--output takes FORMAT=PATH, not "${given}".`, {
    help: `Formats: ${formatNames.join(", ")}.`,
  });
}

const isFormat = (name: string): name is FormatName =>
  (formatNames as readonly string[]).includes(name);

/** Writes the result wherever it was asked for; files first, so that none waits for a slow reader. */
export async function writeOutputs(result: Result, outputs: Outputs, io: Io): Promise<void> {
  for (const { format, path } of outputs.files) {
    const { render } = await formats[format]();
    await writeFileAtomically(path, render(result, plainLook));
  }
  const { render } = await formats[outputs.format]();
  await writeAll(io.stdout, render(result, lookOf(io)));
}
