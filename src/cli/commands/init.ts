import { writeFileSync } from "node:fs";
import { Failure } from "../../model/failure.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";

const path = "trailwarden.yaml";

const text = `# yaml-language-server: $schema=./node_modules/trailwarden/schemas/configuration.schema.json
# What trailwarden check judges by. Flags come before this file.

# packs: [aws-best-practices]
# policies:
#   on: [] # besides the packs
#   off: [] # of the packs
# severities:
#   trail-log-validation: high
# parameters:
#   loggroup-retention: { minDays: 90 }
# outputs: { html: report.html, sarif: trailwarden.sarif }
# gate:
#   failOn: low # critical, high, medium, low or never
#   allowUnknown: false

# The accounts that are read live; docs/organization.md tells more.
# accounts:
#   organization: true # or list: [{ id: "111122223333", name: production }]
#   exclude: [ou-ab12-sandbox1]
#   role: Audit # its name in each account
#   externalId: tw-42

# Failures that are accepted for a time. They stay visible.
# waivers:
#   - policy: trail-log-validation
#     account: "111122223333"
#     region: eu-west-1
#     resource: old-trail # or resourceGlob: old-*
#     reason: The trail moves in May.
#     owner: platform team
#     ticket: OPS-17
#     expires: 2026-05-31 # the last day
# waiverFiles: [waivers.yaml]
# waiverMaxDays: 365
`;

/** Writes a configuration in which everything is explained and nothing is changed yet. */
export const run: Run = async (_, io) => {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === "EEXIST";
    const message = exists ? `${path} is there already.` : `${path}: ${(cause as Error).message}`;
    throw new Failure("init/not-written", message, { cause });
  }
  io.stdout.write(`Wrote ${path}.\n`);
  return exitCodes.ok;
};
