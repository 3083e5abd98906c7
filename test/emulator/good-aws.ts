import { afterAll, beforeAll } from "vitest";
import { requestHandler } from "../../src/aws/http.ts";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import type { EmbeddedAws } from "../../src/emulator/server.ts";
import { startEmbeddedAws } from "../../src/emulator/start.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

/** An AWS with the good account for the tests of a file, and the settings of clients of it. */
export function goodAws() {
  let aws: EmbeddedAws;
  beforeAll(async () => {
    aws = await startEmbeddedAws({ world: goodWorld("2026-01-15T12:00:00.000Z") });
  });
  afterAll(() => aws.close());
  return () => ({
    endpoint: aws.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: accessKeyFor(goodAccount), secretAccessKey: "secret" },
    requestHandler: requestHandler(),
    forcePathStyle: true,
  });
}

export const topic = `arn:aws:sns:us-east-1:${goodAccount}:security`;

export const bucket = "good-trail-logs";
