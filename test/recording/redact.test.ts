import { expect, test } from "vitest";
import type { CallLine } from "../../src/model/recording.ts";
import { hashContact, redactContacts } from "../../src/recording/redact.ts";

const line = (output: object): CallLine => ({
  kind: "call",
  account: "111122223333",
  region: "us-east-1",
  service: "sns",
  operation: "ListSubscriptionsByTopic",
  input: {},
  output: output as never,
  at: "2026-01-15T12:00:00.000Z",
});

test("subscription endpoints and addresses become hashes that can be compared", () => {
  const redacted = redactContacts(
    line({
      Subscriptions: [
        { SubscriptionArn: "arn:aws:sns:us-east-1:1:t:1", Protocol: "sms", Endpoint: "+15550100" },
        { SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint: "Ann@Example.com" },
      ],
      Arn: "arn:aws:sts::111122223333:assumed-role/Audit/ann@example.com",
    }),
  );
  const text = JSON.stringify(redacted);
  expect(text).not.toMatch(/555|example/i);
  expect(text).toContain("arn:aws:sns:us-east-1:1:t:1");
  expect(text.match(/contact:[0-9a-f]{16}/g)).toEqual([
    hashContact("+15550100"),
    hashContact("ann@example.com"),
    hashContact("ann@example.com"),
  ]);
});

test("what is redacted already stays as it is", () => {
  const once = redactContacts(line({ SubscriptionArn: "x", Endpoint: "ann@example.com" }));
  expect(redactContacts(once)).toEqual(once);
});

test("hostile member names stay data", () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "x"}');
  const { output } = redactContacts(line(hostile));
  expect(JSON.stringify(output)).toBe(JSON.stringify(hostile));
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
