import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { counted } from "../model/counted.ts";
import { type Diagnostic, Failure } from "../model/failure.ts";
import type { Configuration, ConfigurationContext } from "../policy/configuration.ts";

/** Where a configuration lies if nobody says where. */
export const usualConfiguration = "trailwarden.yaml";

/** The configuration that is named, or that lies in the current folder; none is an empty one. */
export async function findConfiguration(
  named: unknown,
  context: ConfigurationContext,
): Promise<Configuration> {
  const path = typeof named === "string" ? named : usualConfiguration;
  if (typeof named !== "string" && !existsSync(usualConfiguration)) return {};
  const { readConfiguration, readWaiverFile } = await import("../policy/configuration.ts");
  const { configuration, mistakes } = readConfiguration({ path, text: read(path) }, context);
  if (configuration === undefined) throw refused(mistakes, path);
  const { waiverFiles = [], waiverMaxDays } = configuration;
  if (waiverFiles.length === 0) return configuration;
  const files = waiverFiles.map((file) => {
    const named = join(dirname(path), file);
    const rules = { ...context, ...(waiverMaxDays && { waiverMaxDays }) };
    return readWaiverFile({ path: named, text: read(named) }, rules);
  });
  const wrong = files.flatMap((file) => file.mistakes);
  if (wrong.length > 0) throw refused(wrong, "files of waivers");
  const waivers = files.flatMap((file) => file.configuration?.waivers ?? []);
  return { ...configuration, waivers: [...(configuration.waivers ?? []), ...waivers] };
}

/** The accounts that the configuration names, for those who judge nothing. */
export async function configuredAccounts(named: unknown): Promise<Configuration["accounts"]> {
  const path = typeof named === "string" ? named : usualConfiguration;
  if (typeof named !== "string" && !existsSync(usualConfiguration)) return undefined;
  const { readConfiguredAccounts } = await import("../policy/configuration.ts");
  const { configuration, mistakes } = readConfiguredAccounts({ path, text: read(path) });
  if (configuration === undefined) throw refused(mistakes, path);
  return configuration.accounts;
}

function refused(diagnostics: readonly Diagnostic[], where: string): Failure {
  const count = counted(diagnostics.length, "mistake");
  return new Failure("configuration/mistakes", `${count} in ${where}; nothing was judged.`, {
    diagnostics,
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
