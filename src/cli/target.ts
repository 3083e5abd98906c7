import { open, stat } from "node:fs/promises";
import { Failure } from "../model/failure.ts";

/** Whether a file is a Terraform plan, by how it begins. Faults are left to those who read the file. */
export async function isTerraformPlan(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  // Opening a pipe would wait for its writer.
  if (!found?.isFile()) return false;
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    const head = buffer.subarray(0, bytesRead);
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
      throw new Failure("check/utf-16", `${path} is UTF-16; UTF-8 is what can be read.`, {
        help: "PowerShell's > writes UTF-16. Use: terraform show -json plan | Out-File -Encoding utf8 plan.json",
      });
    }
    return beginsLikePlan.test(head.toString("utf8"));
  } finally {
    await file.close();
  }
}

/** Any of a plan's own members may stand first: tools sort them. A state begins alike, and is told so. */
const beginsLikePlan =
  /^\uFEFF?\s*\{\s*"(format_version|terraform_version|variables|planned_values|resource_changes|resource_drift|applyable|checks|complete|configuration|errored|action_invocations|deferred_changes)"\s*:/;
