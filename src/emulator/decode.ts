import type { IncomingHttpHeaders } from "node:http";
import type { Json, JsonObject } from "../model/json.ts";
import { AwsFault } from "./aws-fault.ts";
import { membersOf, type OperationShape, traitsOf } from "./codec.ts";
import { readQuery, toScalar } from "./query-input.ts";
import { findRoute } from "./routes.ts";
import type { Emulated } from "./service.ts";

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Decoded {
  readonly operation: OperationShape;
  readonly input: JsonObject;
}

/** What a request asks for, whatever the protocol. */
export async function decode(service: Emulated, request: HttpRequest): Promise<Decoded> {
  switch (service.protocol.kind) {
    case "json":
      return decodeJson(service, request);
    case "query":
    case "ec2Query":
      return decodeQuery(service, request);
    default:
      return decodeRest(service, request);
  }
}

async function decodeJson(service: Emulated, { headers, body }: HttpRequest): Promise<Decoded> {
  const target = String(headers["x-amz-target"]).split(".").at(-1) ?? "";
  const operation = known(service, target);
  return { operation, input: body.length > 0 ? await readBody(service, operation, body) : {} };
}

async function readBody(
  { protocol }: Emulated,
  { input }: OperationShape,
  body: Buffer,
): Promise<JsonObject> {
  return toJson(await protocol.codec.createDeserializer().read(input, body));
}

function decodeQuery(service: Emulated, { body }: HttpRequest): Decoded {
  const form = new URLSearchParams(body.toString("utf8"));
  const operation = known(service, form.get("Action") ?? "");
  return { operation, input: (readQuery(operation.input, form) ?? {}) as JsonObject };
}

async function decodeRest(service: Emulated, request: HttpRequest): Promise<Decoded> {
  const { method, url, headers, body } = request;
  const route = findRoute(service.routes, method, url);
  if (route === undefined)
    throw unknownOperation(service, `${method} ${url.pathname}${url.search}`);
  const { operation, labels } = route;
  const bound = membersOf(operation.input).flatMap(([member, schema]): [string, Json][] => {
    const { httpQuery, httpHeader } = traitsOf(schema);
    const value = httpQuery
      ? url.searchParams.get(httpQuery)
      : httpHeader && headers[httpHeader.toLowerCase()];
    return typeof value === "string" ? [[member, toScalar(schema, value)]] : [];
  });
  const inBody = body.length > 0 ? await readBody(service, operation, body) : {};
  return { operation, input: { ...inBody, ...labels, ...Object.fromEntries(bound) } };
}

/** The input as a recording would hold it. */
const toJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

function known(service: Emulated, name: string): OperationShape {
  const operation = service.operations.get(name);
  if (operation === undefined) throw unknownOperation(service, name);
  return operation;
}

const unknownOperation = ({ name }: Emulated, what: string): AwsFault =>
  new AwsFault("UnknownOperationException", `${name} does not emulate ${what}`, { status: 404 });
