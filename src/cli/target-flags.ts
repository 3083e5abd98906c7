import { Failure } from "../model/failure.ts";
import type { Options } from "./description.ts";

const choosing: { readonly [option: string]: string } = {
  org: "--org",
  ou: "--ou",
  exclude: "--exclude",
  accounts: "--accounts",
  accountsFile: "--accounts-file",
};

/** A target holds the accounts that it holds: whoever names others would not get what they expect. */
export function refuseAccountsOf(target: string | undefined, options: Options): void {
  if (target === undefined) return;
  const given = Object.entries(choosing).find(([name]) => options[name] !== undefined);
  if (given === undefined) return;
  throw new Failure(
    "flags/accounts",
    `${given[1]} chooses what is read live; ${target} is a file.`,
    {
      help: "Leave out one of the two.",
    },
  );
}
