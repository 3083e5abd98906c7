import { readFileSync } from "node:fs";
import { counted } from "../../model/counted.ts";
import { type Diagnostic, Failure } from "../../model/failure.ts";
import type { NamedAccount } from "../../model/recording.ts";

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** The accounts of `--accounts 111122223333,444455556666`. */
export function readAccountList(given: string): NamedAccount[] {
  const ids = given.split(",").map((id) => id.trim());
  const wrong = ids.filter((id) => !isAccountId(id));
  if (wrong.length > 0) {
    const named = wrong.map((id) => `"${id}"`).join(", ");
    throw new Failure("flags/accounts", `--accounts takes account ids, not ${named}.`, {
      help: "An id has 12 digits; several are separated by commas: 111122223333,444455556666",
    });
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new Failure("flags/accounts", `--accounts names ${twice} twice.`);
  }
  return ids.map((id) => ({ id }));
}

/**
 * The accounts of a file: one id a line, or CSV with the columns id and name, as spreadsheets and
 * `aws organizations list-accounts` are turned into. Text after # is a comment.
 */
export function readAccountsFile(path: string): NamedAccount[] {
  const lines = readText(path)
    .replace(/^\ufeff/, "")
    .split(/\r?\n/);
  const accounts = new Map<string, NamedAccount & { readonly line: number }>();
  const mistakes: Diagnostic[] = [];
  for (const [index, excerpt] of lines.entries()) {
    const fields = fieldsOf(excerpt);
    const [id = "", name] = fields;
    if (isHeader(fields, accounts.size) || fields.every((field) => field === "")) continue;
    const wrong = mistakeOf(fields, accounts.get(id)?.line);
    if (wrong === undefined) accounts.set(id, { id, ...(name && { name }), line: index + 1 });
    else mistakes.push({ file: path, line: index + 1, excerpt, ...wrong });
  }
  if (mistakes.length > 0) throw refused(path, mistakes);
  if (accounts.size === 0) {
    throw new Failure("accounts/none", `${path} names no account.`, { help: expected });
  }
  return [...accounts.values()].map(({ line: _, ...account }) => account);
}

const expected = "One account id a line, like 111122223333, or CSV: 111122223333,production";

const isHeader = ([id = "", name = ""]: readonly string[], accountsBefore: number): boolean =>
  accountsBefore === 0 &&
  /^(account[ _-]?)?id$/i.test(id) &&
  /^((account[ _-]?)?name)?$/i.test(name);

/** Fields of a line; what is in quotes may hold commas, quotes (twice) and #. */
const field = /\s*(?:"((?:[^"]|"")*)"|([^,"#]*))\s*(,|#|$)/y;

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  field.lastIndex = 0;
  for (let match = field.exec(line); match !== null; match = field.exec(line)) {
    const [, quoted, bare = "", end] = match;
    fields.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
    if (end !== ",") return fields;
  }
  // A quote that is not closed, or stands in the middle: the line as it is, which is no id.
  return [line];
}

function mistakeOf(
  fields: readonly string[],
  lineBefore: number | undefined,
): Pick<Diagnostic, "code" | "message" | "help"> | undefined {
  const [id = ""] = fields;
  if (!isAccountId(id)) return { code: "accounts/no-id", message: whyNoId(id), help: expected };
  if (fields.length > 2) {
    const message = `there are ${fields.length} fields, not an id and a name`;
    return { code: "accounts/fields", message, help: "A name with a comma stands in quotes." };
  }
  if (lineBefore === undefined) return undefined;
  return { code: "accounts/twice", message: `${id} is on line ${lineBefore} already` };
}

/** Spreadsheets take ids for numbers. */
function whyNoId(text: string): string {
  if (/^\d{1,11}$/.test(text)) {
    return `"${text}" has ${counted(text.length, "digit")}, an account id 12; zeros at its front may have been lost`;
  }
  return `"${text.slice(0, 60)}" is no account id, which has 12 digits`;
}

function refused(path: string, diagnostics: readonly Diagnostic[]): Failure {
  const count = counted(diagnostics.length, "mistake");
  return new Failure("accounts/mistakes", `${count} in ${path}; nothing was read.`, {
    diagnostics,
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Failure("accounts/not-readable", `${path}: ${(cause as Error).message}`, { cause });
  }
}
