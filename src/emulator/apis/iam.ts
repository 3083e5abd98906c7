import { IAMClient } from "@aws-sdk/client-iam";
import { emulate } from "../service.ts";
import { principalOperations } from "./iam-principals.ts";
import { roleOperations } from "./iam-roles.ts";

/**
 * Documents come percent-encoded.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export const iam = emulate({
  name: "iam",
  signingName: "iam",
  Client: IAMClient,
  operations: [...roleOperations, ...principalOperations],
});
