import { describe, expect, test } from "vitest";
import { endpointOptions } from "../../src/aws/endpoint.ts";
import { describeError } from "../../src/aws/errors.ts";
import { plain } from "../../src/aws/plain.ts";

const named = (name: string, more: object = {}): Error =>
  Object.assign(new Error("message\nsecond line"), { name, ...more });

describe("errors of the SDK", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    [
      "an API's own error",
      named("TrailNotFoundException", { $fault: "client", $metadata: { httpStatusCode: 400 } }),
      "TrailNotFoundException",
    ],
    [
      "a body that is no JSON",
      named("SyntaxError", { $metadata: { httpStatusCode: 502 } }),
      "NotAnAwsAnswer",
    ],
    ["a page", named("ForeignPageError", { $metadata: { httpStatusCode: 200 } }), "NotAnAwsAnswer"],
    ["a refused connection", named("Error", { code: "ECONNREFUSED" }), "NetworkError"],
    ["a time-out", named("TimeoutError"), "TimeoutError"],
    ["no credentials", named("CredentialsProviderError"), "CredentialsError"],
    ["an answer to HEAD", named("UnknownError", { $metadata: { httpStatusCode: 403 } }), "Http403"],
    ["something thrown that is no error", "oops", "Http"],
  ];
  for (const [name, thrown, code] of cases) {
    test(`${name} is ${code}`, () => {
      const described = describeError(thrown);
      expect(described.code).toBe(code);
      expect(described.message).not.toContain("\n");
    });
  }

  test("keep the Region that S3 names", () => {
    const response = { statusCode: 301, headers: { "x-amz-bucket-region": "eu-west-1" } };
    expect(describeError(named("PermanentRedirect", { $response: response }))).toMatchObject({
      status: 301,
      bucketRegion: "eu-west-1",
    });
  });
});

describe("endpoints of the user's own", () => {
  test("put buckets in the path and give S3 Control a host name", () => {
    const environment = { AWS_ENDPOINT_URL: "http://127.0.0.1:5000" };
    expect(endpointOptions("s3", environment)).toEqual({ forcePathStyle: true });
    expect(endpointOptions("s3-control", environment)).toEqual({
      endpoint: "http://localhost:5000",
    });
    expect(endpointOptions("kms", environment)).toEqual({});
    expect(endpointOptions("s3", {})).toEqual({});
  });

  test("are those of the service first", () => {
    const environment = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
      AWS_ENDPOINT_URL_S3_CONTROL: "https://s3.example.com",
    };
    expect(endpointOptions("s3-control", environment)).toEqual({
      endpoint: "https://s3.example.com",
    });
  });
});

test("answers become plain JSON", () => {
  const answer = {
    $metadata: { requestId: "x" },
    At: new Date(0),
    Bytes: new Uint8Array([1, 2]),
    None: undefined,
    List: [{ When: new Date(1000) }],
  };
  expect(plain(answer)).toEqual({
    At: "1970-01-01T00:00:00.000Z",
    Bytes: "AQI=",
    List: [{ When: "1970-01-01T00:00:01.000Z" }],
  });
});
