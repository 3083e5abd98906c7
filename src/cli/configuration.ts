import { existsSync, readFileSync } from "node:fs";
import { counted } from "../model/counted.ts";
import { Failure } from "../model/failure.ts";
import type { PolicySource } from "../model/policy.ts";
import type { Configuration } from "../policy/configuration.ts";

const usualPath = "trailwarden.yaml";

/** The configuration that is named, or that lies in the current folder; none is an empty one. */
export async function findConfiguration(
  named: unknown,
  policies: readonly PolicySource[],
): Promise<Configuration> {
  const path = typeof named === "string" ? named : usualPath;
  if (typeof named !== "string" && !existsSync(usualPath)) return {};
  const { readConfiguration } = await import("../policy/configuration.ts");
  const { configuration, mistakes } = readConfiguration({ path, text: read(path) }, policies);
  if (configuration !== undefined) return configuration;
  const count = counted(mistakes.length, "mistake");
  throw new Failure("configuration/mistakes", `${count} in ${path}; nothing was judged.`, {
    diagnostics: mistakes,
    help: "schemas/configuration.schema.json describes every field.",
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Failure("configuration/not-readable", `${path}: ${(cause as Error).message}`, {
      cause,
    });
  }
}
