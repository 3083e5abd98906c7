// Writes everything that follows from the sources, or with --check tells what is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles, generatedFolders } from "./generated-files.ts";

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const current = (path: string): string => {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
};

const wanted = await generatedFiles();
const stale = Object.entries(wanted).filter(([path, content]) => current(path) !== content);
const left = generatedFolders
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
  .filter((path) => wanted[path] === undefined);

for (const [path, content] of stale) {
  if (check) console.error(`${path} is out of date; run: npm run generate`);
  else {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
}
for (const path of left) {
  if (check) console.error(`${path} is left over; run: npm run generate`);
  else {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
}
process.exitCode = check && stale.length + left.length > 0 ? 1 : 0;
