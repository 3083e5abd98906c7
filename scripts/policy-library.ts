import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import type { Pack } from "../src/model/pack.ts";
import type { PolicySource } from "../src/model/policy.ts";

const folder = join(import.meta.dirname, "../policies");

/** A policy, and the folder of `policies` that it stands in. */
export interface ShelvedPolicy extends PolicySource {
  readonly service: string;
}

export interface Library {
  readonly packs: readonly Pack[];
  readonly policies: readonly ShelvedPolicy[];
}

/** The policies and packs of the repository; the tests see to it that they are right. */
export function policyLibrary(): Library {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => ({
      service: file.split(/[/\\]/)[0] ?? "",
      content: load(readFileSync(join(folder, file), "utf8")),
    }));
  return {
    packs: files.filter(isPack).map(({ content }) => content as Pack),
    policies: files
      .filter((file) => !isPack(file))
      .map(({ service, content }) => ({ ...(content as PolicySource), service })),
  };
}

const isPack = ({ service }: { readonly service: string }): boolean => service === "packs";
