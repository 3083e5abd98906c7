import { readFile, stat } from "node:fs/promises";
import type { CheckInput } from "../check.ts";
import { liftPlan } from "../iac/terraform/lift.ts";
import { readPlan } from "../iac/terraform/plan.ts";
import { Failure } from "../model/failure.ts";

const largest = 200 * 1024 * 1024;

/** A plan as what a check is made on. Throws a Failure for what is no plan. */
export async function terraformPlan(
  path: string,
): Promise<Pick<CheckInput, "kind" | "header" | "accounts" | "declared">> {
  const { size } = await stat(path);
  if (size > largest) {
    throw new Failure("terraform/too-large", `${path} is larger than 200 MiB.`, {
      help: "Plan what belongs to CloudTrail in a configuration of its own.",
    });
  }
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new Failure("terraform/not-readable", `${path}: ${cause.message}`, { cause });
  });
  const plan = readPlan(path, text.replace(/^\uFEFF/, ""));
  const { recording, declared } = liftPlan(plan, path);
  return {
    kind: "terraform-plan",
    header: {
      kind: "recording",
      version: 1,
      tool: `terraform ${plan.version}`.trim(),
      startedAt: plan.timestamp,
    },
    accounts: [recording],
    declared,
  };
}
