import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../model/json.ts";
import type { CallLine } from "../model/recording.ts";

const email = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;

const hashed = /^contact:[0-9a-f]{16}$/;

/**
 * The same contact gives the same text, so that facts still join; the contact cannot be read back.
 * What is a hash already stays as it is: a recording of a replayed recording is the same.
 */
export const hashContact = (contact: string): string =>
  hashed.test(contact)
    ? contact
    : `contact:${createHash("sha256").update(contact.toLowerCase()).digest("hex").slice(0, 16)}`;

/** The line without anybody's address: subscription endpoints, and e-mail addresses wherever they stand. */
export function redactContacts<Call extends Omit<CallLine, "kind" | "account">>(line: Call): Call {
  return redactValue(line as unknown as Json) as unknown as Call;
}

/** The text without e-mail addresses. */
export const withoutContacts = (text: string): string => text.replace(email, hashContact);

function redactValue(value: Json): Json {
  if (typeof value === "string") return value.includes("@") ? withoutContacts(value) : value;
  if (Array.isArray(value)) return value.map(redactValue);
  return typeof value === "object" && value !== null ? redactObject(value as JsonObject) : value;
}

function redactObject(source: JsonObject): JsonObject {
  const isSubscription = "SubscriptionArn" in source;
  return Object.fromEntries(
    Object.entries(source).map(([member, value]) => [
      member,
      isSubscription && member === "Endpoint" && typeof value === "string"
        ? hashContact(value)
        : redactValue(value ?? null),
    ]),
  );
}
