// Writes everything that follows from the sources, or with --check tells what is out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles } from "./generated-files.ts";

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const current = (path: string): string => {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
};

const stale = Object.entries(await generatedFiles()).filter(
  ([path, content]) => current(path) !== content,
);

for (const [path, content] of stale) {
  if (check) console.error(`${path} is out of date; run: npm run generate`);
  else {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = check && stale.length > 0 ? 1 : 0;
