import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The licences of every package that some of these modules come from. */
export function licenses(moduleIds: readonly string[]): string {
  const folders = new Set(moduleIds.flatMap((id) => packageFolder(id) ?? []));
  const texts = [...folders].map(describe).sort();
  return `This package contains code of the following projects.\n\n${texts.join(`\n${"-".repeat(78)}\n\n`)}`;
}

/** The folder of the package in node_modules that a module belongs to. */
function packageFolder(id: string): string | undefined {
  const path = id.replace(/^\0/, "").split("?")[0] ?? "";
  if (!path.includes("/node_modules/")) return undefined;
  let folder = dirname(path);
  while (folder.includes("/node_modules/")) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
}
