// The only place that knows the SDK's codecs. They are published but young: the versions are pinned,
// and test/emulator/protocols.test.ts has one test a protocol that fails when they change.
import { XmlCodec } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";

export type Schema = NormalizedSchema;
export type OperationSchema = StaticOperationSchema;

/** The wire formats of the services that are emulated. */
export type ProtocolKind = "json" | "query" | "ec2Query" | "restJson" | "restXml" | "s3";

interface Codec {
  createSerializer(): { write(schema: Schema, value: unknown): void; flush(): string | Uint8Array };
  createDeserializer(): { read(schema: Schema, bytes: Uint8Array): unknown };
}

/** The part of a client's protocol that both sides of the wire can use. */
export interface Protocol {
  readonly kind: ProtocolKind;
  readonly codec: Codec;
}

interface ClientProtocol {
  readonly constructor: { readonly name: string };
  readonly getShapeId: () => string;
  readonly getPayloadCodec?: () => Codec;
}

const kinds: { readonly [shape: string]: ProtocolKind } = {
  "aws.protocols#awsJson1_0": "json",
  "aws.protocols#awsJson1_1": "json",
  "aws.protocols#awsQuery": "query",
  "aws.protocols#ec2Query": "ec2Query",
  "aws.protocols#restJson1": "restJson",
  "aws.protocols#restXml": "restXml",
};

/** The protocol that a client of this class speaks. */
export function protocolOf(Client: new (config: never) => unknown): Protocol {
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const client = new Client({ region: "us-east-1", credentials } as never);
  const { protocol } = (client as { config: { protocol: ClientProtocol } }).config;
  const kind = kinds[protocol.getShapeId()];
  if (kind === undefined) throw new Error(`unknown protocol ${protocol.getShapeId()}`);
  // Query answers are XML, though the client's codec writes its requests as forms.
  const codec = kind === "query" || kind === "ec2Query" ? xmlCodec : protocol.getPayloadCodec?.();
  if (codec === undefined) throw new Error(`${protocol.getShapeId()} has no payload codec`);
  return { kind, codec };
}

const dateTime = 5; // the id of ISO times among the SDK's timestamp formats

const xmlCodec = new XmlCodec({
  timestampFormat: { useTrait: true, default: dateTime },
  httpBindings: false,
  serviceNamespace: "",
} as never) as unknown as Codec;

/** HTTP method, path and status of an operation, if its protocol is REST. */
export interface HttpBinding {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** An operation, its schemas read. */
export interface OperationShape {
  readonly name: string;
  readonly http: HttpBinding | undefined;
  readonly input: Schema;
  readonly output: Schema;
}

export function shapeOf([, , name, traits, input, output]: OperationSchema): OperationShape {
  const http = typeof traits === "object" ? traits.http : undefined;
  return {
    name,
    http: http && { method: http[0], path: http[1], status: http[2] },
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
  };
}

export const traitsOf = (schema: Schema) => schema.getMergedTraits();

export const membersOf = (schema: Schema): [string, Schema][] =>
  schema.isStructSchema() ? [...schema.structIterator()] : [];
