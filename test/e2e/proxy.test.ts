import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runCli } from "../harness/cli.ts";

/** A proxy that wants a password before it lets anyone through. */
const asked: string[] = [];
const proxy = createServer().on("connect", ({ url = "" }, socket) => {
  asked.push(url);
  const page = "<!doctype html><title>Sign in to the proxy</title>";
  socket.end(
    `HTTP/1.1 407 Proxy Authentication Required\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
  );
});
const environment = (more: { readonly [name: string]: string } = {}) => ({
  HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "eu-west-1",
  AWS_MAX_ATTEMPTS: "1",
  ...more,
});

beforeAll(() => new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve)));
afterAll(() => proxy.close());
beforeEach(() => asked.splice(0));

test("AWS is reached through the proxy of the environment, whose refusal is told from an answer", async () => {
  const { exitCode, stderr } = await runCli(["check"], { environment: environment() });
  expect(asked).toEqual(["sts.eu-west-1.amazonaws.com:443"]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("aws/not-aws");
});

test("hosts of NO_PROXY are reached without it", async () => {
  const direct = environment({ NO_PROXY: ".amazonaws.com" });
  const { exitCode, stderr } = await runCli(["check"], { environment: direct });
  expect(asked).toEqual([]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("aws/unreachable");
});
