import type { Finding } from "../model/finding.ts";

/** Where a finding's thing is, for someone who has not read its name yet. */
export const placeOf = ({
  resource,
  region,
  account,
}: Pick<Finding, "resource" | "region" | "account">): string =>
  [...new Set([resource.name || resource.id, region, account])].join(", ");

/** Where a change declares it: `Trail, template.yaml:12`; empty where none does. */
export const declaredText = (declared: Finding["declared"]): string => {
  if (declared === undefined) return "";
  const { file, line, address } = declared;
  const place = line === undefined ? file : `${file}:${line}`;
  return address === undefined ? place : `${address}, ${place}`;
};

/** Where a finding's thing is for someone who has read its name already; `names` are those of accounts. */
export function whereIs(finding: Finding, names: ReadonlyMap<string, string>): string {
  const { resource, region, account, declared } = finding;
  const of = names.size > 1 ? [names.get(account) ?? account] : [];
  if (declared?.line !== undefined) return [declaredText(declared), ...of].join(", ");
  if (declared?.address !== undefined) return [declared.address, ...of].join(", ");
  const name = [account, region].includes(resource.name) ? [] : [resource.name];
  return [...name, region, ...of].join(", ");
}
