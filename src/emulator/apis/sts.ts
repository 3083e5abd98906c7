import { AssumeRole$, GetCallerIdentity$, STSClient } from "@aws-sdk/client-sts";
import { parseArn } from "../../model/arn.ts";
import { accessKeyFor } from "../access-keys.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf } from "../lookup.ts";
import { emulate, type Handler } from "../service.ts";

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

/** A role is entered only by those it trusts, with the external id that it asks for. */
const assumeRole: Handler = ({ RoleArn, ExternalId }, caller, world) => {
  const arn = parseArn(String(RoleArn));
  const name = arn?.resource.replace(/^role\//, "");
  const role = accountOf(world, arn?.account ?? "")?.roles.find((one) => one.name === name);
  const isTrusted =
    role?.trustedAccounts.includes(caller.account) === true &&
    (role.externalId === undefined || role.externalId === ExternalId);
  if (arn === undefined || !isTrusted) {
    throw new AwsFault(
      "AccessDenied",
      `User: arn:aws:iam::${caller.account}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${String(RoleArn)}`,
      { status: 403 },
    );
  }
  return {
    Credentials: {
      AccessKeyId: accessKeyFor(arn.account, true),
      SecretAccessKey: "secret",
      SessionToken: "token",
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: "AROATEST:trailwarden",
      Arn: `arn:${arn.partition}:sts::${arn.account}:assumed-role/${name}/trailwarden`,
    },
  };
};

export const sts = emulate({
  name: "sts",
  signingName: "sts",
  Client: STSClient,
  operations: [
    [GetCallerIdentity$, getCallerIdentity],
    [AssumeRole$, assumeRole],
  ],
});
