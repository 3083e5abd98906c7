import { counted } from "../../model/counted.ts";
import { builtIn } from "../../policy/built-in.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { loadFolders, refuse } from "../policy-files.ts";

/** Finds every mistake in every file of a folder, and every departure from style. */
export const run: Run = async ({ arguments: { dir = "" } }, io) => {
  const { policies, packs, mistakes } = await loadFolders([dir], {
    taken: builtIn.policies,
    isStyleHeld: true,
  });
  refuse(mistakes, policies.length);
  await writeAll(io.stdout, [
    `${counted(policies.length, "policy", "policies")} and ${counted(packs.length, "pack")}: no mistakes.\n`,
  ]);
  return exitCodes.ok;
};
