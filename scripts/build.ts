// Bundles the package: one file a command and a client, loaded when used, nothing left to install.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { assets, policyData } from "../build/assets.ts";
import { licenses } from "./licenses.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
// Built beside its place and moved there when it is whole.
const fresh = join(root, `.dist-${process.pid}`);

const bundle = await rolldown({
  cwd: root,
  input: { main: "src/cli/main.ts", index: "src/index.ts" },
  platform: "node",
  preserveEntrySignatures: "allow-extension",
  // The SDK's ES modules, which can be shaken; its CommonJS builds cannot.
  resolve: { mainFields: ["module", "main"] },
  plugins: [assets({ data: "../data/" })],
  // A module that is not found would only be missed by the users of the package.
  onLog: (level, { message }) => {
    if (level === "warn") throw new Error(message);
  },
});
// Every module costs Node a fraction of a millisecond, whatever its size: what always goes together
// goes into one file. What is left over is split by what loads it.
const groups = [
  {
    name: "start",
    test: /src\/cli\/(start|run|program|descriptions?|aws-options|io|exit|diagnostics)\.ts|src\/report\/(printable|format-names)\.ts|model\/(failure|scope)\.ts|virtual:package|commander|picocolors|rolldown\/runtime/,
  },
  {
    name: "judge",
    test: /src\/(check|finding-store)\.ts|src\/(model|facts|analyze|evaluate(?!\/(mutate|compare))|recording)\/|src\/policy\/(built-in|cel-environment|compile|condition|decisive|expression-reads|message-template|nearest|prepare|select|whole)|src\/cli\/(configuration|outputs|policy-files|atomic-write|finding-spool|packed-findings|select-for|file-head|interrupted|target(-flags)?|commands\/check)|src\/report\/(commands|cut|digest|fact-text|minute|not-decided-text|place|render|resolved-text|text-page|waiver-text|wrap|formats|formats\/text)\.ts|virtual:(policies|validator\/recording)|cel-js|levenshtein|ucs2length/,
  },
];
const { output } = await bundle.write({
  dir: fresh,
  format: "esm",
  minify: true,
  codeSplitting: { groups, includeDependenciesRecursively: false },
  chunkFileNames: "chunks/[name]-[hash].js",
  banner: ({ name, isEntry }) => (isEntry && name === "main" ? "#!/usr/bin/env node" : ""),
});
await bundle.close();

mkdirSync(join(fresh, "data"));
for (const [name, content] of Object.entries(policyData())) {
  writeFileSync(join(fresh, "data", `${name}.json`), JSON.stringify(content));
}

const modules = output.flatMap((chunk) => ("moduleIds" in chunk ? chunk.moduleIds : []));
writeFileSync(join(fresh, "THIRD_PARTY_LICENSES.txt"), licenses(modules));
chmodSync(join(fresh, "main.js"), 0o755);
writeFileSync(
  join(fresh, "help.txt"),
  execFileSync(process.execPath, [join(fresh, "main.js"), "--help"]),
);
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
