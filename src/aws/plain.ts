import type { Recorded } from "./operation.ts";

/** An SDK answer as plain JSON: no `$metadata`, times as ISO text, bytes as base64, nothing undefined. */
export function plain<T extends object>(output: T): Recorded<T> {
  return plainObject(output as { readonly [member: string]: unknown }) as Recorded<T>;
}

function plainObject(source: { readonly [member: string]: unknown }): object {
  return Object.fromEntries(
    Object.entries(source)
      .filter(([member, value]) => value !== undefined && value !== null && member !== "$metadata")
      .map(([member, value]) => [member, plainValue(value)]),
  );
}

function plainValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === "object" && value !== null
    ? plainObject(value as { readonly [member: string]: unknown })
    : value;
}
