import type { Declared, Finding } from "../model/finding.ts";
import { cut } from "./cut.ts";
import { printable } from "./printable.ts";

/**
 * Where a finding is. GitHub wants a file for everything: where infrastructure as code declares the
 * resource it is that file, otherwise a path that no repository has, always the same for a resource.
 */
export function sarifLocation({ account, region, resource, declared }: Finding): object {
  const line = lineOf(declared);
  return {
    physicalLocation: {
      artifactLocation: {
        uri: (declared && fileUri(declared.file)) || syntheticUri(account, region, resource),
      },
      region: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
    },
    logicalLocations: [
      {
        name: cut(printable(declared?.address ?? resource.name), 512),
        fullyQualifiedName: cut(printable(resource.id), 2048),
        kind: "resource",
      },
    ],
  };
}

const lineOf = (declared: Declared | undefined): number =>
  Math.max(1, Math.trunc(declared?.line ?? 1));

const syntheticUri = (account: string, region: string, { type, name }: Finding["resource"]) =>
  ["aws", account, region, type.replaceAll(/:+/g, "-"), `${cut(name, 200)}.json`]
    .map((part) => segment(part).replace(/^\.*$/, "_"))
    .join("/");

/** Relative paths stay relative to the repository; absolute ones are for the uploader to resolve. */
function fileUri(file: string): string {
  const path = file.replaceAll("\\", "/").replace(/^(\.\/+)+/, "");
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0] ?? "";
  const uri = path.slice(drive.length).split("/").map(segment).join("/");
  if (drive !== "") return `file:///${drive}${uri}`;
  return uri.startsWith("/") ? `file://${uri.replace(/^\/+/, "/")}` : uri;
}

const segment = (text: string): string => encodeURIComponent(text.toWellFormed());
