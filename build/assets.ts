// Turns what is not TypeScript into modules: policies, templates and validators are read, compiled
// and checked when the package is built, so that nothing of it costs a user start-up time.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import Handlebars from "handlebars";
import { load } from "js-yaml";
import type { PolicySource, PreparedCondition } from "../src/model/policy.ts";
import { runEnvironment } from "../src/policy/cel-environment.ts";
import { prepareCondition } from "../src/policy/prepare-condition.ts";

const root = join(import.meta.dirname, "..");
const standaloneCode = createRequire(import.meta.url)("ajv/dist/standalone").default as (
  ajv: Ajv,
  validate: unknown,
) => string;

const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/**
 * A plugin for rolldown and vite: `virtual:<kind>/<name>`, declared in src/assets.d.ts. `data` is
 * where the policies lie, as seen from the code that reads them; without it they are in the code.
 */
export function assets({ data }: { readonly data?: string } = {}) {
  const makers: { readonly [kind: string]: (name: string) => string } = {
    package: packageModule,
    policies: () => policiesModule(data),
    template: templateModule,
    text: (name) => `export default ${JSON.stringify(read("templates", name))};`,
    validator: validatorModule,
  };
  return {
    name: "trailwarden-assets",
    // Whatever its name says, what comes out is a module.
    resolveId: (id: string) => (id.startsWith("virtual:") ? `\0${id}.js` : undefined),
    load(id: string): string | undefined {
      if (!id.startsWith("\0virtual:")) return undefined;
      const [kind = "", ...name] = id.slice("\0virtual:".length, -".js".length).split("/");
      return makers[kind]?.(name.join("/"));
    },
  };
}

function packageModule(): string {
  const { name, version } = JSON.parse(read("package.json"));
  return `export const name = ${JSON.stringify(name)}; export const version = ${JSON.stringify(version)};`;
}

/** What a check needs of the built-in policies, and what only some commands do. */
export function policyData(): {
  readonly [name in "policies" | "packs" | "cases" | "policy-schema"]: object;
} {
  const files = readdirSync(join(root, "policies"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .sort();
  const contents = (isPack: boolean) =>
    files
      .filter((file) => file.startsWith("packs") === isPack)
      .map((file) => load(read("policies", file)));
  const sources = contents(false) as PolicySource[];
  return {
    policies: {
      policies: sources.map(({ tests: _, ...policy }) => policy),
      conditions: conditionsOf(sources),
    },
    packs: contents(true),
    cases: Object.fromEntries(sources.map(({ id, tests }) => [id, tests])),
    "policy-schema": JSON.parse(read("schemas", "policy.schema.json")),
  };
}

/** The data itself; in the package it lies beside the code, to be read when it is needed. */
const policiesModule = (data: string | undefined): string =>
  data === undefined
    ? `const data = ${JSON.stringify(policyData())}; export const read = (name) => data[name];`
    : `import { readFileSync } from "node:fs";
export const read = (name) =>
  JSON.parse(readFileSync(new URL(${JSON.stringify(data)} + name + ".json", import.meta.url), "utf8"));`;

/** Every condition is parsed here, so that a user's start need not parse it twice. */
function conditionsOf(policies: readonly PolicySource[]): { [text: string]: PreparedCondition } {
  const environment = runEnvironment(() => false);
  const texts = policies.flatMap(({ when, pass }) => (when === undefined ? [pass] : [when, pass]));
  return Object.fromEntries(
    texts.map((text) => [text, prepareCondition(environment.parse(text).ast)]),
  );
}

/** Handlebars runs at build time; the package holds plain functions and the small runtime. */
function templateModule(name: string): string {
  const options = { strict: true, knownHelpersOnly: true };
  const partials = readdirSync(join(root, "templates", name))
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => {
      const spec = Handlebars.precompile(read("templates", name, file), options);
      return `parts[${JSON.stringify(basename(file, ".hbs"))}] = runtime.template(${spec});`;
    });
  return `import imported from "handlebars/runtime.js";
const runtime = imported.template ? imported : imported.default;
const parts = {};
${partials.join("\n")}
export default (part, context) => parts[part](context, { partials: parts });`;
}

/** ajv compiles to source here, so the package neither carries it nor makes code at run time. */
function validatorModule(name: string): string {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    discriminator: true,
    allErrors: true,
    verbose: true,
    strictTypes: false,
  });
  const schema: AnySchemaObject = JSON.parse(read("schemas", `${name}.schema.json`));
  return standaloneCode(ajv, ajv.compile(schema)).replace(
    /const (\w+) = require\("([^"]+)"\)\.default;/g,
    'import import_$1 from "$2.js"; const $1 = import_$1.default ?? import_$1;',
  );
}
