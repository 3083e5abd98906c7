import { membersOf, type OperationShape, type Protocol, type Schema, traitsOf } from "./codec.ts";
import { revive } from "./revive.ts";

export interface HttpResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

/** An answer in the protocol's own form. */
export function encode(
  protocol: Protocol,
  operation: OperationShape,
  answer: object,
  requestId: string,
): HttpResponse {
  const value = revive(operation.output, answer) as object;
  switch (protocol.kind) {
    case "json":
      return ok("application/x-amz-json-1.1", write(protocol, operation.output, value));
    case "query": {
      const result = renamed(write(protocol, operation.output, value), `${operation.name}Result`);
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      const name = `${operation.name}Response`;
      return ok("text/xml", `<${name}>${result}${metadata}</${name}>`);
    }
    case "ec2Query":
      return ok(
        "text/xml",
        renamed(write(protocol, operation.output, value), `${operation.name}Response`),
      );
    default:
      return encodeRest(protocol, operation, value as { [member: string]: unknown });
  }
}

const ok = (type: string, body: string | Uint8Array): HttpResponse => ({
  status: 200,
  headers: { "content-type": type },
  body,
});

function write({ codec }: Protocol, schema: Schema, value: object): string | Uint8Array {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}

/** Query protocols name the outermost element after the operation, not after the shape. */
function renamed(xml: string | Uint8Array, name: string): string {
  const text = String(xml);
  return text.replace(/^<[^\s/>]+/, `<${name}`).replace(/<\/[^>]+>$/, `</${name}>`);
}

function encodeRest(
  protocol: Protocol,
  { output, http }: OperationShape,
  value: { readonly [member: string]: unknown },
): HttpResponse {
  const headers: { [name: string]: string } = {
    "content-type": protocol.kind === "restJson" ? "application/json" : "application/xml",
  };
  let payload: readonly [member: string, schema: Schema] | undefined;
  for (const [member, schema] of membersOf(output)) {
    const { httpHeader, httpPayload } = traitsOf(schema);
    if (httpPayload) payload = [member, schema];
    if (httpHeader && value[member] !== undefined) headers[httpHeader] = String(value[member]);
  }
  return { status: http?.status ?? 200, headers, body: restBody(protocol, output, value, payload) };
}

function restBody(
  protocol: Protocol,
  output: Schema,
  value: { readonly [member: string]: unknown },
  payload: readonly [member: string, schema: Schema] | undefined,
): string | Uint8Array {
  if (payload === undefined) return write(protocol, output, value);
  const [member, schema] = payload;
  const content = value[member];
  if (content === undefined) return "";
  return schema.isStructSchema() ? write(protocol, schema, content as object) : String(content);
}
