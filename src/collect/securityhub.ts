import { DescribeHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { service } from "../aws/operation.ts";
import type { Ask } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const securityhub = service("securityhub", SecurityHubClient);

const describeHub = securityhub("DescribeHub", DescribeHubCommand, "securityhub:DescribeHub");

/** Whether Security Hub is on in the Region. */
export const collectHub = (ask: Ask, region: string) => ask(describeHub, region, {});
