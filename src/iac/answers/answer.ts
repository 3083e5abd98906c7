import type { JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";
import { isUnknown, UnresolvedValue } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import type { Identified, Lifting } from "./lifting.ts";

/** Which call of what a lifted answer is the answer to. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  /** Where it would be asked; the resource's own Region by default. */
  readonly region?: string;
}

/** Members by the API's names; those that are undefined are not there. */
export interface Output {
  readonly [member: string]: Resolved | Output | readonly Output[] | undefined;
}

/** The API's word for "there is none". */
export interface None {
  readonly none: string;
}

/** What AWS would answer about a resource once the change is applied. What is open stays open. */
export function answer(
  { account }: Lifting,
  resource: Identified,
  asked: Asked,
  output: Output | None,
): CallLine {
  const { address } = resource.declared;
  const line: CallLine = {
    kind: "call",
    account,
    region: typeof resource.region === "string" ? resource.region : "",
    ...asked,
    at: "",
    declaredAt: address ?? resource.address,
  };
  const { exists } = resource;
  if (isUnknown(exists)) return open(line, exists.detail ?? resource.address);
  return isNone(output)
    ? { ...line, error: { code: output.none, message: "" } }
    : { ...line, output: marked(output) as JsonObject };
}

/** What one service answers about a resource. */
export const answersOf =
  (lifting: Lifting, resource: Identified, service: string) =>
  (operation: string, input: JsonObject, output: Output | None): CallLine =>
    answer(lifting, resource, { service, operation, input }, output);

const isNone = (output: Output | None): output is None => typeof output["none"] === "string";

/** The same call with nothing known of its answer. */
export const open = ({ output: _, ...line }: CallLine, detail: string): CallLine => ({
  ...line,
  error: { code: "Unresolved", message: detail },
});

/** Marks what is open, so that reading it tells so. */
export function marked(value: unknown): unknown {
  if (isUnknown(value)) return new UnresolvedValue(value);
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined || member === null ? [] : [[name, marked(member)]],
    ),
  );
}
