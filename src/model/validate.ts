/** One way in which data departs from its JSON Schema, as ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: { readonly [name: string]: unknown };
  /** The offending value, and the rule that it breaks. */
  readonly data?: unknown;
  readonly schema?: unknown;
  readonly parentSchema?: { readonly properties?: object };
  /** The offending key, when a rule about names is broken. */
  readonly propertyName?: string;
}

/** A compiled JSON Schema: true, or false with `errors` set until the next call. */
export interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** `/tests/0/expect must be equal to one of the allowed values: pass, fail`. */
export function describeSchemaError({
  instancePath,
  keyword,
  message,
  params,
}: SchemaError): string {
  const place = instancePath === "" ? "" : `${instancePath} `;
  const allowed =
    keyword === "enum" ? `: ${(params["allowedValues"] as unknown[]).join(", ")}` : "";
  const extra =
    keyword === "additionalProperties" ? `: ${String(params["additionalProperty"])}` : "";
  return `${place}${message ?? keyword}${allowed}${extra}`;
}
