import type { CallError } from "./recording.ts";

/**
 * AWS describes this code as a lack of permission, but gives it to accounts that have Security Hub
 * off; its message tells which.
 */
export const saysNotSubscribed = ({ code, message }: CallError): boolean =>
  code === "InvalidAccessException" && /not subscribed/i.test(message);
