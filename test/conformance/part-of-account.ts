import { createHash } from "node:crypto";
import type { Account } from "../../src/model/facts/account.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Unknown } from "../../src/model/unknown.ts";

export type Member = keyof Account;

/** Stands for what was left out of an account, so that whoever reads it is found out. */
const leftOut: Unknown = { $unknown: "policy-error", detail: "left out by the test" };

/** Makes accounts that know some members only, each with a key that tells it from others. */
export function partsOf(account: Account) {
  const keys = new Map<Member, string>();
  const all = Object.keys(account) as Member[];
  const keyOf = (member: Member): string => {
    const key = keys.get(member) ?? digest(account[member]);
    keys.set(member, key);
    return key;
  };
  return (members: readonly Member[]): { readonly part: Account; readonly key: string } => {
    const known = all.filter((member) => members.includes(member));
    const part = all.map((one) => [one, members.includes(one) ? account[one] : leftOut]);
    return {
      part: Object.fromEntries(part) as Account,
      key: known.map((member) => `${member} ${keyOf(member)}`).join(),
    };
  };
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64");

/** Findings that would have needed more than was left in. */
export const needingMore = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ missing }) => missing.some(({ detail }) => detail === leftOut.detail))
    .map(({ policy, missing }) => `${policy}: ${missing.map(({ fact }) => fact).join()}`);
