import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { planOf, trailWith } from "../iac/plan.ts";

async function checkPlan(content: string | Buffer, policy = "trail-log-validation") {
  const path = join(emptyFolder(), "target");
  writeFileSync(path, content);
  const ran = await runCli(["check", path, "--policy", policy, "--format", "json"]);
  const finding = () =>
    (JSON.parse(ran.stdout) as { findings: { [member: string]: unknown }[] }).findings[0];
  return { ...ran, path, finding };
}

test.each([
  [true, "pass", 0],
  [false, "fail", 1],
] as const)("log file validation %s is %s, with its address", async (isOn, status, exitCode) => {
  const after = { enable_log_file_validation: isOn };
  const ran = await checkPlan(planOf({ "aws_cloudtrail.main": trailWith({ after }) }));
  expect(ran).toMatchObject({ exitCode, stderr: "" });
  const declared = { file: ran.path, address: "aws_cloudtrail.main" };
  expect(ran.finding()).toMatchObject({ status, declared });
  expect(JSON.stringify(ran.finding()?.["evidence"])).toContain('"call":"aws_cloudtrail.main"');
});

test("what is known only after apply is unknown, and blind", async () => {
  const unknown = { enable_log_file_validation: true };
  const ran = await checkPlan(planOf({ "aws_cloudtrail.main": trailWith({ unknown }) }));
  expect(ran.exitCode).toBe(3);
  expect(ran.finding()).toMatchObject({
    status: "unknown",
    missing: [{ reason: "unresolved", detail: "aws_cloudtrail.main.enable_log_file_validation" }],
  });
});

test("a quota is not judged green by what one plan declares", async () => {
  const ran = await checkPlan(
    planOf({ "aws_cloudtrail.main": trailWith() }),
    "trail-quota-headroom",
  );
  expect(ran.exitCode).toBe(3);
});

test("health of deliveries cannot be known before there are any", async () => {
  const ran = await checkPlan(
    planOf({ "aws_cloudtrail.main": trailWith() }),
    "delivery-s3-healthy",
  );
  expect(ran.exitCode).toBe(3);
});

test.each([
  ["truncated", planOf({}).slice(0, 200), "not whole JSON"],
  ["a state", '{"format_version":"1.0","values":{}}', "It is a state"],
  ["a format to come", planOf({}).replace('"1.2"', '"2.0"'), "format 2.0"],
  ["UTF-16", Buffer.from(`\uFEFF${planOf({})}`, "utf16le"), "UTF-16"],
])("%s is refused", async (_, content, message) => {
  const ran = await checkPlan(content);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain(message);
});

test("a plan too large to be read is refused before it is", async () => {
  const path = join(emptyFolder(), "plan.json");
  writeFileSync(path, planOf({}));
  truncateSync(path, 500 * 1024 * 1024);
  const ran = await runCli(["check", path]);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain("larger than 100 MiB");
});
