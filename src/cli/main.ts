import { printPreparedHelp } from "./prepared-help.ts";

const words = process.argv.slice(2);
if (!printPreparedHelp(words)) {
  const { start } = await import("./start.ts");
  process.exitCode = await start(words);
}
