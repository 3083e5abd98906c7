import { readFile, stat } from "node:fs/promises";
import { changeOfPlan } from "../iac/terraform/change.ts";
import { readPlan } from "../iac/terraform/plan.ts";
import { Failure } from "../model/failure.ts";
import type { Options } from "./description.ts";
import { type ReadChange, regionOf } from "./read-change.ts";

const largestPlan = 100 * 1024 * 1024;

/** Reads a Terraform plan. Throws a Failure for what is none. */
export async function readPlanFile(path: string, options: Options): Promise<ReadChange> {
  const { size } = await stat(path);
  if (size > largestPlan) {
    throw new Failure("terraform/too-large", `${path} is larger than 100 MiB.`, {
      help: "Plan what belongs to CloudTrail in a configuration of its own.",
    });
  }
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new Failure("terraform/not-readable", `${path}: ${cause.message}`, { cause });
  });
  const plan = readPlan(path, text.replace(/^\uFEFF/, ""));
  const region = regionOf(options);
  const tool = `terraform ${plan.version}`.trim();
  return {
    what: "the plan",
    header: { kind: "recording", version: 1, tool, startedAt: plan.timestamp },
    changeIn: (account) =>
      changeOfPlan(plan, path, { ...(account && { account }), ...(region && { region }) }),
  };
}
