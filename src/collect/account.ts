import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { service } from "../aws/operation.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const account = service("account", AccountClient);

const listRegions = account("ListRegions", ListRegionsCommand, "account:ListRegions");

/** Regions that the account has enabled, or undefined when it may not say. */
export async function listEnabledRegions(ask: Ask, region: string): Promise<string[] | undefined> {
  const answers = await askPages(
    ask,
    listRegions,
    region,
    { RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"], MaxResults: 50 },
    ({ NextToken }) => (NextToken ? { NextToken } : undefined),
  );
  if (answers.some(({ error }) => error !== undefined)) return undefined;
  return answers
    .flatMap(({ output }) => output?.Regions ?? [])
    .flatMap(({ RegionName }) => RegionName ?? []);
}
