import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { describeError } from "../../src/aws/errors.ts";
import { roleCredentials } from "../../src/collect/role.ts";

const role = { arn: "arn:aws:iam::111122223333:role/Audit" };
const now = new Date("2026-01-15T12:00:00.000Z");

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

const answering = (...answers: readonly object[]) => {
  const left = [...answers];
  return vi.fn(() => Promise.resolve(left.shift() as never));
};

const credentials = (id: string, minutes: number) => ({
  output: {
    Credentials: {
      AccessKeyId: id,
      SecretAccessKey: "secret",
      SessionToken: "token",
      Expiration: new Date(now.getTime() + minutes * 60_000).toISOString(),
    },
  },
});

test("a role is entered once for all clients, and again before its credentials end", async () => {
  const call = answering(credentials("first", 60), credentials("second", 120));
  const provider = roleCredentials({ call }, "us-east-1", role);
  const both = await Promise.all([provider(), provider()]);
  expect(both.map(({ accessKeyId }) => accessKeyId)).toEqual(["first", "first"]);
  vi.setSystemTime(now.getTime() + 54 * 60_000);
  expect((await provider()).accessKeyId).toBe("first");
  vi.setSystemTime(now.getTime() + 56 * 60_000);
  expect((await provider()).accessKeyId).toBe("second");
  expect(call).toHaveBeenCalledTimes(2);
});

test("a refusal is told to every call as AWS said it, and asked for again only later", async () => {
  const error = { code: "AccessDenied", message: "not authorized", status: 403 };
  const call = answering({ error }, credentials("later", 60));
  const provider = roleCredentials({ call }, "us-east-1", role);
  for (const _ of [1, 2]) {
    const thrown: unknown = await provider().catch((reason: unknown) => reason);
    expect(describeError(thrown)).toEqual(error);
  }
  expect(call).toHaveBeenCalledTimes(1);
  vi.setSystemTime(now.getTime() + 11_000);
  expect((await provider()).accessKeyId).toBe("later");
});
