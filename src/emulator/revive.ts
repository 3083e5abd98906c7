import { membersOf, type Schema } from "./codec.ts";

type Members = { readonly [member: string]: unknown };

/**
 * An answer with real dates and bytes, as the codecs want them. A member that the API does not have
 * would never reach the wire, so it is refused: it is a mistake in a handler.
 */
export function revive(schema: Schema, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isStructSchema()) return reviveStruct(schema, value as Members);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return (value as readonly unknown[]).map((one) => revive(item, one));
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value as Members).map(([key, one]) => [key, revive(item, one)]),
    );
  }
  if (schema.isTimestampSchema()) return new Date(value as string);
  return schema.isBlobSchema() ? Buffer.from(value as string, "base64") : value;
}

function reviveStruct(schema: Schema, value: Members): object {
  const members = new Map(membersOf(schema));
  const strangers = Object.keys(value).filter((member) => !members.has(member));
  if (strangers.length > 0) {
    throw new Error(`${schema.getName()} has no member ${strangers.join(", ")}`);
  }
  return Object.fromEntries(
    [...members].flatMap(([member, inner]) => {
      const revived = revive(inner, value[member]);
      return revived === undefined ? [] : [[member, revived]];
    }),
  );
}

/** The answer without members that the API of this SDK version does not have yet, or any more. */
export function withoutStrangers(schema: Schema, value: unknown): unknown {
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((item) => withoutStrangers(schema.getValueSchema(), item));
  }
  if (!schema.isStructSchema() || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    membersOf(schema).flatMap(([member, inner]) =>
      Object.hasOwn(value, member)
        ? [[member, withoutStrangers(inner, (value as Members)[member])]]
        : [],
    ),
  );
}
