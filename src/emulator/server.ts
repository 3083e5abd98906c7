import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { accountOfKey } from "./access-keys.ts";
import { AwsFault } from "./aws-fault.ts";
import type { Backend } from "./backend.ts";
import { decode, type HttpRequest } from "./decode.ts";
import { encode, type HttpResponse } from "./encode.ts";
import { encodeFault } from "./encode-fault.ts";
import { type Call, type Fault, Faults, htmlPage, raise } from "./faults.ts";
import type { Emulated } from "./service.ts";

export interface EmbeddedAws {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** Every call that was answered, in the order of arrival. */
  readonly calls: readonly Call[];
  readonly close: () => Promise<void>;
}

export interface EmbeddedAwsOptions {
  readonly services: readonly Emulated[];
  readonly backend: Backend;
  readonly faults?: readonly Fault[];
}

/** Serves an AWS on the loopback interface to unmodified SDK clients. Signatures are not verified. */
export async function serve(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const faults = new Faults(options.faults ?? []);
  const calls: Call[] = [];
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const requestId = `request-${requests}`;
    respond(incoming, requestId, { ...options, faults, calls })
      .then((response) => send(outgoing, response))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://localhost:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Serving = Pick<EmbeddedAwsOptions, "services" | "backend"> & {
  readonly faults: Faults;
  readonly calls: Call[];
};

/** The answer to a request; undefined for a connection that drops. */
async function respond(
  incoming: IncomingMessage,
  requestId: string,
  serving: Serving,
): Promise<HttpResponse | undefined> {
  const request = await read(incoming);
  const { method } = request;
  const signature = readSignature(request);
  const service = serving.services.find((one) => isFor(one, request, signature?.service));
  try {
    if (signature === undefined || service === undefined) {
      throw new AwsFault("MissingAuthenticationToken", "The request is not signed", {
        status: 403,
      });
    }
    return await answer({ request, signature, service, requestId }, serving);
  } catch (error) {
    const fault = error instanceof AwsFault ? error : bug(error);
    return named(encodeFault(service?.protocol.kind, fault, { method, requestId }), requestId);
  }
}

interface Signature {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
}

interface Asked {
  readonly request: HttpRequest;
  readonly signature: Signature;
  readonly service: Emulated;
  readonly requestId: string;
}

async function answer(asked: Asked, serving: Serving): Promise<HttpResponse | undefined> {
  const { request, service, requestId } = asked;
  const { accessKeyId, region } = asked.signature;
  const account = accountOfKey(accessKeyId) ?? "";
  const { operation, input } = await decode(service, request);
  const call: Call = {
    account,
    region,
    accessKeyId,
    service: service.name,
    operation: operation.name,
  };
  serving.calls.push(call);
  if (!serving.backend.knows(account)) raise("region-disabled", service.protocol.kind, call);
  const troubles = serving.faults.for(call);
  await sleep(Math.max(0, ...troubles.map(({ latency = 0 }) => latency)));
  const kinds = troubles.flatMap(({ kind }) => kind ?? []);
  if (kinds.includes("drop-connection")) return undefined;
  if (kinds.includes("html-page")) return page(htmlPage);
  for (const kind of kinds) raise(kind, service.protocol.kind, call);
  const answered = serving.backend.answer(call, input, service);
  return named(encode(service.protocol, operation, answered, requestId), requestId);
}

/** AWS names the request in each of its answers; a page that somebody else sends does not. */
const named = (response: HttpResponse, requestId: string): HttpResponse => ({
  ...response,
  headers: { "x-amzn-requestid": requestId, ...response.headers },
});

const page = (body: string): HttpResponse => ({
  status: 200,
  headers: { "content-type": "text/html" },
  body,
});

/** A handler that fails is our mistake: it must not look like anything AWS would say. */
const bug = (error: unknown): AwsFault =>
  new AwsFault("EmulatorBug", error instanceof Error ? error.message : String(error), {
    status: 501,
  });

/** S3 Control signs as S3; its paths tell it apart. */
function isFor(service: Emulated, { url }: HttpRequest, signingName: string | undefined): boolean {
  if (service.signingName !== signingName) return false;
  const isControl = url.pathname.startsWith("/v20180820/");
  return signingName !== "s3" || isControl === (service.name === "s3-control");
}

function readSignature({ headers }: HttpRequest): Signature | undefined {
  const match = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "");
  const [, accessKeyId = "", region = "", service = ""] = match ?? [];
  return match ? { accessKeyId, region, service } : undefined;
}

async function read(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", "http://localhost"),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function send(outgoing: ServerResponse, response: HttpResponse | undefined): void {
  if (response === undefined) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, response.headers);
  outgoing.end(response.body);
}
