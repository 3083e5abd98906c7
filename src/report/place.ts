import type { Finding } from "../model/finding.ts";

/** Where a finding's thing is, for someone who has not read its name yet. */
export const placeOf = ({
  resource,
  region,
  account,
}: Pick<Finding, "resource" | "region" | "account">): string =>
  [...new Set([resource.name || resource.id, region, account])].join(", ");
