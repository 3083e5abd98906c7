import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { service } from "../aws/operation.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const guardduty = service("guardduty", GuardDutyClient);

const listDetectors = guardduty("ListDetectors", ListDetectorsCommand, "guardduty:ListDetectors");
const getDetector = guardduty("GetDetector", GetDetectorCommand, "guardduty:GetDetector");

/** A Region has one detector at most. */
export async function collectDetectors(ask: Ask, region: string): Promise<void> {
  const pages = await askPages(ask, listDetectors, region, {}, ({ NextToken }) =>
    NextToken ? { NextToken } : undefined,
  );
  const ids = pages.flatMap(({ output }) => output?.DetectorIds ?? []);
  await Promise.all(ids.map((DetectorId) => ask(getDetector, region, { DetectorId })));
}
