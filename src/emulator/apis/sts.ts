import { AssumeRole$, GetCallerIdentity$, STSClient } from "@aws-sdk/client-sts";
import { parseArn } from "../../model/arn.ts";
import type { JsonObject } from "../../model/json.ts";
import { accessKeyFor } from "../access-keys.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf } from "../lookup.ts";
import { type Caller, emulate, type Handler } from "../service.ts";
import type { RoleState } from "../world.ts";

const getCallerIdentity: Handler = (_input, { account, accessKeyId }, world) => {
  const partition = accountOf(world, account)?.partition ?? "aws";
  return {
    Account: account,
    UserId: accessKeyId,
    Arn: accessKeyId.startsWith("ASIA")
      ? `arn:${partition}:sts::${account}:assumed-role/Audit/trailwarden`
      : `arn:${partition}:iam::${account}:user/auditor`,
  };
};

/** A role is entered only by those it trusts, with what it asks for; nobody enters a suspended account. */
const assumeRole: Handler = (input, caller, world) => {
  const arn = parseArn(String(input["RoleArn"]));
  const name = arn?.resource.replace(/^role\//, "");
  const role = accountOf(world, arn?.account ?? "")?.roles.find((one) => one.name === name);
  const isSuspended = world.organization?.suspended?.includes(arn?.account ?? "") === true;
  if (arn === undefined || role === undefined || isSuspended || !trusts(role, input, caller)) {
    throw new AwsFault(
      "AccessDenied",
      `User: arn:aws:iam::${caller.account}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${String(input["RoleArn"])}`,
      { status: 403 },
    );
  }
  const asked = Number(input["DurationSeconds"] ?? hour);
  if (asked > (role.maxSessionDuration ?? hour)) {
    throw new AwsFault(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const sessionName = String(input["RoleSessionName"]);
  return {
    Credentials: {
      AccessKeyId: accessKeyFor(arn.account, true),
      SecretAccessKey: "secret",
      SessionToken: "token",
      Expiration: new Date(Date.now() + asked * 1000).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROATEST:${sessionName}`,
      Arn: `arn:${arn.partition}:sts::${arn.account}:assumed-role/${name}/${sessionName}`,
    },
  };
};

const hour = 3600;

function trusts(role: RoleState, input: JsonObject, { account }: Caller): boolean {
  const asked = [
    [role.externalId, input["ExternalId"]],
    [role.sessionName, input["RoleSessionName"]],
    [role.sourceIdentity, input["SourceIdentity"]],
  ];
  return (
    role.trustedAccounts.includes(account) &&
    asked.every(([wanted, given]) => wanted === undefined || wanted === given)
  );
}

export const sts = emulate({
  name: "sts",
  signingName: "sts",
  Client: STSClient,
  operations: [
    [GetCallerIdentity$, getCallerIdentity],
    [AssumeRole$, assumeRole],
  ],
});
