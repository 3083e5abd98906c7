import {
  BatchImportFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { service } from "../aws/operation.ts";

// Two services of one client: each of these calls has an allowance of its own.

/** @public Its operations are found here by `npm run generate`. */
export const reading = service("securityhub-get-findings", SecurityHubClient);

/** @public Its operations are found here by `npm run generate`. */
export const importing = service("securityhub-import-findings", SecurityHubClient);

export const getFindings = reading("GetFindings", GetFindingsCommand, "securityhub:GetFindings");

export const batchImportFindings = importing(
  "BatchImportFindings",
  BatchImportFindingsCommand,
  "securityhub:BatchImportFindings",
);
