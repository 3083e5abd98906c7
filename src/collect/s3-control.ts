import { GetPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { service } from "../aws/operation.ts";
import type { Ask } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const s3Control = service("s3-control", S3ControlClient);

const getPublicAccessBlock = s3Control(
  "GetPublicAccessBlock",
  GetPublicAccessBlockCommand,
  "s3:GetAccountPublicAccessBlock",
);

/** The account's own S3 Block Public Access settings. */
export const collectPublicAccessBlock = (ask: Ask, account: string, region: string) =>
  ask(getPublicAccessBlock, region, { AccountId: account });
