import { join } from "node:path";
import { expect } from "vitest";
import { callKey } from "../../src/model/call-key.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import { readRecording } from "../../src/recording/read.ts";
import { readStored, type StoredResult } from "../harness/aws.ts";
import { emptyFolder, type Ran, runCli } from "../harness/cli.ts";
import { credentials } from "./clients.ts";

export type Environment = { readonly [name: string]: string };

/** The environment that leads AWS tools to moto, and to nothing that this machine is set up with. */
export const environmentOf = (endpoint: string): Environment => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  // What moto lacks answers 500 every time; more attempts would only take longer.
  AWS_MAX_ATTEMPTS: "2",
});

/** A check, all that it wrote, and where that lies. */
export interface Checked extends Ran {
  readonly result: StoredResult;
  readonly files: { readonly [name in "json" | "asff" | "html"]: string };
}

export async function check(
  words: readonly string[],
  environment: Environment = {},
): Promise<Checked> {
  const folder = emptyFolder();
  const file = (name: string): string => join(folder, `result.${name}`);
  const files = { json: file("json"), asff: file("asff"), html: file("html") };
  const outputs = Object.entries(files).flatMap(([name, path]) => ["--output", `${name}=${path}`]);
  const ran = await runCli(["check", ...words, ...outputs], { environment });
  return { ...ran, result: readStored(files.json, ran), files };
}

export interface Collected extends Ran {
  readonly path: string;
}

export async function collect(environment: Environment): Promise<Collected> {
  const path = join(emptyFolder(), "account.ndjson.gz");
  return { ...(await runCli(["collect", "-o", path], { environment })), path };
}

/** The one account of a recording. */
export async function recordingAt(path: string): Promise<AccountRecording> {
  const accounts: AccountRecording[] = [];
  for await (const account of (await readRecording(path)).accounts) accounts.push(account);
  const [first] = accounts;
  if (first === undefined || accounts.length > 1) throw new Error(`${accounts.length} accounts`);
  return first;
}

/** Calls without the time of asking, and in an order of their own: they run side by side. */
export const timelessCalls = ({ calls }: AccountRecording): Omit<CallLine, "at">[] =>
  calls.map(({ at: _, ...call }) => call).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = ({ service, operation, region, input }: Omit<CallLine, "at">): string =>
  callKey(service, operation, region, input);

/** Verdicts as a table: policy, then the resource's name, then status. */
export function verdictTable({ findings }: Pick<StoredResult, "findings">): VerdictTable {
  const table: { [policy: string]: { [resource: string]: string } } = {};
  for (const { policy, resource, status } of findings) {
    // moto makes the ids of keys and organizations up.
    const name = resource.name
      .replace(/^key\/[0-9a-f-]{36}$/, "key")
      .replace(/^organization\/o-\w+$/, "organization");
    table[policy] = { ...table[policy], [name]: status };
  }
  return table;
}

export interface VerdictTable {
  readonly [policy: string]: { readonly [resource: string]: string };
}

/** What differs between two tables, as `pass → fail`; a verdict that only one has is `none` in the other. */
export function changes(before: VerdictTable, after: VerdictTable): VerdictTable {
  const keys = (...tables: (object | undefined)[]): string[] => [
    ...new Set(tables.flatMap((table) => Object.keys(table ?? {}))),
  ];
  const rows = keys(before, after).map((policy) => {
    const [old, current] = [before[policy] ?? {}, after[policy] ?? {}];
    const cells = keys(old, current)
      .filter((resource) => old[resource] !== current[resource])
      .map((name) => [name, `${old[name] ?? "none"} → ${current[name] ?? "none"}`]);
    return [policy, Object.fromEntries(cells)];
  });
  return Object.fromEntries(rows.filter(([, row]) => Object.keys(row as object).length > 0));
}

/** The calls that nobody answered, with the Regions where. */
export function gapTable({ gaps }: Pick<StoredResult, "gaps">) {
  const table: { [call: string]: { readonly code: string; readonly regions: string[] } } = {};
  for (const { service, operation, code, region } of gaps) {
    const row = table[`${service}:${operation}`] ?? { code, regions: [] };
    // Two codes for one call would hide each other.
    expect(code, `${service}:${operation} in ${region}`).toBe(row.code);
    row.regions.push(region);
    row.regions.sort();
    table[`${service}:${operation}`] = row;
  }
  return table;
}
