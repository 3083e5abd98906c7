import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formatsModule from "ajv-formats";

/** A CommonJS module: its default export is a member for TypeScript, and the module itself for Node. */
const addFormats = formatsModule.default ?? formatsModule;

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../published", name), "utf8"));

// OASIS writes a pattern with a stray bracket, which Unicode mode refuses.
const options = { strict: false, allErrors: true, unicodeRegExp: false };

const sarif = addFormats(new Ajv(options)).compile(schemaOf("sarif-2.1.0.schema.json"));
const ocsf = addFormats(new Ajv2020(options)).compile(
  schemaOf("ocsf-1.6.0-compliance-finding.schema.json"),
);

/** What OASIS's schema has against a SARIF log. */
export const sarifErrors = (log: unknown): string[] => errorsOf(sarif, log);

/** What OCSF's schema of class 2003 has against an event. */
export const ocsfErrors = (event: unknown): string[] => errorsOf(ocsf, event);

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }: ErrorObject) => `${instancePath} ${message}`,
  );
}
