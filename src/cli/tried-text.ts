import type { Tried, TriedAccount } from "../evaluate/try-expression.ts";
import type { Missing } from "../model/finding.ts";
import { type ScopeName, scopeOf } from "../model/scope.ts";
import { printable } from "../report/printable.ts";

/** What an expression gave for each thing, a line each, with reasons below what is not known. */
export function triedText({ account, tried, unseen }: TriedAccount, scope: ScopeName): string {
  const { list } = scopeOf(scope);
  if (list === undefined) return tried.flatMap((one) => lines(one, printable(one.name))).join("");
  const labels = tried.map(labelOf);
  const width = Math.max(0, ...labels.map(({ length }) => length));
  const more = unseen.map((missing) => `  there may be more\n      ${reasonOf(missing)}\n`);
  const nothing = tried.length + unseen.length === 0 ? [`  nothing in account.${list}\n`] : [];
  return [
    `account ${printable(account)}\n`,
    ...tried.flatMap((one, index) => lines(one, `  ${labels[index]?.padEnd(width)}`)),
    ...more,
    ...nothing,
  ].join("");
}

/** Of a Region, its name is its place. */
function labelOf({ name, region }: Tried): string {
  const shown = printable(name);
  return name === region ? shown : `${shown} (${region})`;
}

function lines({ value, missing }: Tried, label: string): string[] {
  if (missing.length === 0) return [`${label}  ${printable(JSON.stringify(value))}\n`];
  const isWrong = missing.some(({ reason }) => reason === "policy-error");
  return [
    `${label}  ${isWrong ? "error" : "unknown"}\n`,
    ...missing.map((one) => `      ${reasonOf(one)}\n`),
  ];
}

function reasonOf({ fact, reason, detail = "", permission }: Missing): string {
  if (reason === "policy-error") return printable(`${fact}: ${faultOf(detail)}`);
  const because = reason + (detail && ` (${detail})`);
  return printable(`${fact}: ${because}${permission ? `; needs ${permission}` : ""}`);
}

const faultOf = (detail: string): string =>
  detail.startsWith("No such key")
    ? `${detail}; AWS may leave it out, so read it behind has()`
    : detail;
