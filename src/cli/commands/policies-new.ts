import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { read } from "virtual:policies";
import { Failure } from "../../model/failure.ts";
import type { ScopeName } from "../../model/scope.ts";
import { builtIn } from "../../policy/built-in.ts";
import { newPolicy } from "../../policy/new-policy.ts";
import { writeFileAtomically } from "../atomic-write.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";

const schemaFile = "policy.schema.json";

/** Writes a policy to begin with, and beside it the schema by which editors complete and check. */
export const run: Run = async ({ arguments: { id = "" }, options }, io) => {
  const schema = read("policy-schema") as PolicySchema;
  refuseId(id, schema.properties.id);
  const dir = String(options["dir"]);
  const path = join(dir, `${id}.yaml`);
  makeFolder(dir);
  const text = newPolicy(id, options["scope"] as ScopeName, `./${schemaFile}`);
  writeNew(path, text);
  await writeFileAtomically(join(dir, schemaFile), [`${JSON.stringify(schema, undefined, 2)}\n`]);
  await writeAll(io.stdout, [
    `Wrote ${path}, and ${join(dir, schemaFile)} for editors.\n`,
    `Run its cases with: trailwarden policies test ${dir} --watch\n`,
  ]);
  return exitCodes.ok;
};

/** What the command needs of the schema. */
interface PolicySchema {
  readonly properties: { readonly id: { readonly pattern: string; readonly maxLength: number } };
}

function refuseId(id: string, { pattern, maxLength }: PolicySchema["properties"]["id"]): void {
  if (!new RegExp(pattern).test(id) || id.length > maxLength) {
    throw new Failure("policy/id", `"${id}" cannot be the id of a policy.`, {
      help: `Small letters, digits and single hyphens, at most ${maxLength}: trail-name-prefix`,
    });
  }
  if (builtIn.policies.some((policy) => policy.id === id)) {
    throw new Failure("policy/duplicate-id", `The id "${id}" is taken by a built-in policy.`, {
      help: `See it with: trailwarden policies show ${id}`,
    });
  }
}

/** A file that is there is somebody's work. */
function writeNew(path: string, text: string): void {
  attempt(path, () => writeFileSync(path, text, { flag: "wx" }));
}

function makeFolder(dir: string): void {
  attempt(dir, () => mkdirSync(dir, { recursive: true }));
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isThere = code === "EEXIST";
    throw new Failure(
      isThere ? "policy/exists" : "output/not-written",
      isThere ? `${path} is there already, and was left as it is.` : `${path}: ${message}`,
      { cause, ...(isThere && { help: "Choose another id, or another folder with --dir." }) },
    );
  }
}
