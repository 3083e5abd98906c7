import type { JsonObject } from "../model/json.ts";
import {
  type OperationSchema,
  type OperationShape,
  type Protocol,
  protocolOf,
  shapeOf,
} from "./codec.ts";
import { type Route, routesOf } from "./routes.ts";
import type { World } from "./world.ts";

/** Who asks, and where. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** Answers an operation from the state of the world; throws an AwsFault to refuse. */
export type Handler = (input: JsonObject, caller: Caller, world: World) => object;

export interface Emulated {
  /** The SDK package's name without `client-`. */
  readonly name: string;
  /** The name in the request's signature. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly operations: ReadonlyMap<string, OperationShape>;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly routes: readonly Route[];
}

export interface EmulatedDescription {
  readonly name: string;
  readonly signingName: string;
  readonly Client: new (config: never) => unknown;
  readonly operations: readonly (readonly [OperationSchema, Handler])[];
}

/** A service whose wire format comes from its SDK client, and whose answers come from handlers. */
export function emulate({ name, signingName, Client, operations }: EmulatedDescription): Emulated {
  const spoken = protocolOf(Client);
  // S3 puts errors in a form of its own.
  const protocol: Protocol = name === "s3" ? { ...spoken, kind: "s3" } : spoken;
  const shapes = operations.map(([schema]) => shapeOf(schema));
  return {
    name,
    signingName,
    protocol,
    operations: new Map(shapes.map((shape) => [shape.name, shape])),
    handlers: new Map(operations.map(([schema, handler]) => [schema[2], handler])),
    routes: routesOf(shapes, name === "s3"),
  };
}
