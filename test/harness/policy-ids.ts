import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

const folder = join(import.meta.dirname, "../../policies");

/** The words that select every built-in policy, where the default pack would leave some out. */
export const everyPolicy: readonly string[] = readdirSync(folder, {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => file.endsWith(".yaml") && !file.startsWith("packs"))
  .sort()
  .flatMap((file) => ["--policy", basename(file, ".yaml")]);
