import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { service } from "../aws/operation.ts";

/** @public Its operations are found here by `npm run generate`. */
export const sts = service("sts", STSClient);

/** Needs no permission; AWS grants it to every principal. */
export const getCallerIdentity = sts(
  "GetCallerIdentity",
  GetCallerIdentityCommand,
  "sts:GetCallerIdentity",
);

/** Its answer is a secret: it is never written to a recording. */
export const assumeRole = sts("AssumeRole", AssumeRoleCommand, "sts:AssumeRole");
