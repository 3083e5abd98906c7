import type { Finding } from "../model/finding.ts";

/** Where a finding's thing is, for someone who has not read its name yet. */
export const placeOf = ({
  resource,
  region,
  account,
}: Pick<Finding, "resource" | "region" | "account">): string =>
  [...new Set([resource.name || resource.id, region, account])].join(", ");

/** The same for someone who has read its name already: where a change declares it, if one does. */
export function whereIs(finding: Finding, severalAccounts: boolean): string {
  const { resource, region, account, declared } = finding;
  const of = severalAccounts ? [account] : [];
  if (declared !== undefined) {
    const { file, line, address = resource.name } = declared;
    return [line === undefined ? address : `${address}, ${file}:${line}`, ...of].join(", ");
  }
  const name = [account, region].includes(resource.name) ? [] : [resource.name];
  return [...name, region, ...of].join(", ");
}
