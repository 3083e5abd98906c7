import { stat } from "node:fs/promises";
import { Failure } from "../model/failure.ts";
import { isCompressed } from "../recording/compressed.ts";
import { headOf, isUtf16 } from "./file-head.ts";

/** What `check` is pointed at. */
export type TargetKind = "recording" | "terraform-plan" | "cloudformation-template";

/** What a file is, by how it begins. Its faults are left to those who read it. */
export async function kindOfTarget(path: string): Promise<TargetKind> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    return found?.isDirectory() ? noFile(path, "a folder") : missing(found, path);
  const head = await headOf(path);
  return head === undefined ? "recording" : kindOf(path, head);
}

/** The reader of recordings says what is wrong with a file that is not there. */
function missing(found: object | undefined, path: string): TargetKind {
  return found === undefined ? "recording" : noFile(path, "no file");
}

function noFile(path: string, what: string): never {
  throw new Failure("check/not-a-file", `${path} is ${what}.`, {
    help: "check takes a recording, a Terraform plan as JSON or a CloudFormation template; what comes from a pipe goes into a file first.",
  });
}

function kindOf(path: string, head: Buffer): TargetKind {
  if (isCompressed(head)) return "recording";
  refuseUtf16(path, head);
  const text = head.toString("utf8");
  if (/^\s*\{\s*"kind"\s*:/.test(text)) return "recording";
  if (beginsLikePlan.test(text)) return "terraform-plan";
  refuseResult(path, text);
  return isNamedLikeTemplate.test(path) || beginsLikeTemplate.test(text)
    ? "cloudformation-template"
    : "recording";
}

function refuseUtf16(path: string, head: Buffer): void {
  if (!isUtf16(head)) return;
  throw new Failure("check/utf-16", `${path} is UTF-16; UTF-8 is what can be read.`, {
    help: "PowerShell's > writes UTF-16. Use: terraform show -json plan | Out-File -Encoding utf8 plan.json",
  });
}

function refuseResult(path: string, text: string): void {
  if (!/^\s*\{\s*"schema"\s*:\s*"trailwarden\//.test(text)) return;
  throw new Failure("check/is-a-result", `${path} is a result: it has been judged.`, {
    help: `Show it with: trailwarden render ${path}`,
  });
}

/** Any of a plan's own members may stand first: tools sort them. A state begins alike, and is told so. */
const beginsLikePlan =
  /^\uFEFF?\s*\{\s*"(format_version|terraform_version|variables|planned_values|resource_changes|resource_drift|applyable|checks|complete|configuration|errored|action_invocations|deferred_changes)"\s*:/;

const isNamedLikeTemplate = /\.(ya?ml|template|json)$/i;

/** One of its sections, in YAML or in JSON. */
const beginsLikeTemplate =
  /^\uFEFF?(?:\s|#.*\n|---)*(?:\{\s*)?"?(AWSTemplateFormatVersion|Description|Metadata|Parameters|Rules|Mappings|Conditions|Transform|Globals|Resources|Outputs|Hooks)"?\s*:/;
