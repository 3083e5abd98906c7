import { expect, test } from "vitest";
import { changeOfTemplate } from "../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../src/iac/cloudformation/read-template.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { emptyAccount, statusesOf } from "./iac-verdicts.ts";
import { describeData } from "./reference-data.ts";

const account = "111122223333";

/** Finds the log group by a function of its own, which nobody can run beforehand. */
const lookedUp = { "Fn::GetAtt": ["ResourceForGetCloudTrailCloudWatchLog", "LogName"] };

/** The monitoring part of the template, with the trail and the log group that it is meant for. */
function withTrail(template: JsonObject): string {
  const text = JSON.stringify(template).replaceAll(JSON.stringify(lookedUp), '{"Ref":"Group"}');
  const { Resources, ...rest } = JSON.parse(text) as { Resources: JsonObject };
  return JSON.stringify({
    ...rest,
    Resources: {
      ...Resources,
      Group: { Type: "AWS::Logs::LogGroup" },
      Trail: {
        Type: "AWS::CloudTrail::Trail",
        Properties: {
          ...{ IsLogging: true, IsMultiRegionTrail: true, S3BucketName: "logs" },
          CloudWatchLogsLogGroupArn: { "Fn::GetAtt": ["Group", "Arn"] },
          CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/logs`,
        },
      },
    },
  });
}

describeData<JsonObject>("cfn-templates/quickstart-cis_benchmark.monitoring.json", (template) => {
  test("its filters and alarms are weighed as they are", async () => {
    const all = await compilePolicies(builtIn.policies, builtIn.conditions);
    const policies = all.filter(({ id }) => id.startsWith("alarm-"));
    const deployment = { parameters: {}, region: "us-east-1", account };
    const change = changeOfTemplate(readTemplate("t.json", withTrail(template)), deployment, "t");
    const statuses = statusesOf(change, await emptyAccount(account), policies);
    const controls = statuses.filter(
      ({ address, policy }) => !address && !policy.includes("action"),
    );
    const by = (wanted: string) =>
      controls.filter(({ status }) => status === wanted).map(({ policy }) => policy);
    // Whoever is to be told has to confirm first; everything before that holds.
    expect(by("unknown")).toEqual([
      "alarm-root-usage",
      "alarm-console-auth-failure",
      "alarm-kms-disable-delete",
    ]);
    for (const { status, reasons } of controls) {
      expect(reasons).toEqual(status === "unknown" ? ["not-deployed"] : []);
    }
    expect(by("pass")).toEqual([]);
    // Its filter leaves out sign-ins by SAML, which the control does not; and one alarm waits for five.
    expect(by("fail")).toEqual(
      expect.arrayContaining(["alarm-console-no-mfa", "alarm-unauthorized-api"]),
    );
    const actions = statuses.filter(({ policy }) => policy === "alarm-actions-configured");
    expect(actions).toHaveLength(6);
    expect(new Set(actions.map(({ status }) => status))).toEqual(new Set(["pass"]));
  });
});
