import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** The data lies beside the checkout and is never copied into it. */
export const dataFolder = join(import.meta.dirname, "../../../shared/data");
const isThere = existsSync(dataFolder);

/** Where the data has to be there, its absence is a failure and no reason to skip. */
const isRequired = process.env["TRAILWARDEN_REQUIRES_DATA"] === "1";

/** Describes what a file of the reference data holds; skipped where there is no such data. */
export function describeData<Content>(file: string, body: (content: Content) => void): void {
  describe.skipIf(!isThere && !isRequired)(file, () => {
    if (isThere) body(JSON.parse(readFileSync(join(dataFolder, file), "utf8")) as Content);
    else test("the reference data lies beside the checkout", () => expect(isThere).toBe(true));
  });
}
