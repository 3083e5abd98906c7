import type { Client, Command, MetadataBearer } from "@smithy/types";
import type { JsonObject } from "../model/json.ts";
import type { CallError } from "../model/recording.ts";

type AnyCommand<Input extends object, Output extends object> = Command<
  object,
  Input,
  MetadataBearer,
  Output & MetadataBearer,
  unknown
>;

type CommandClass<Input extends object, Output extends object> = new (
  input: Input,
) => AnyCommand<Input, Output>;

/** A client as the session uses it, whatever its service. */
export type AnyClient = Pick<
  Client<object, MetadataBearer, unknown>,
  "send" | "destroy" | "middlewareStack"
>;

type ClientClass = new (config: never) => AnyClient;

/** An SDK client package: `name` is the package's name without `client-`. */
export interface Service {
  readonly name: string;
  readonly Client: ClientClass;
  readonly options: JsonObject;
  readonly operations: readonly Operation<object, object>[];
}

/** One read-only API operation, and the IAM permission that it takes. */
export interface Operation<Input extends object, Output extends object> {
  readonly service: Service;
  readonly name: string;
  readonly permission: string;
  readonly Command: CommandClass<Input, Output>;
  /** Carries the type of the answer; there is no value. */
  readonly answers?: Output;
}

/** What AWS said, or why it said nothing. Never an exception: a denied call is an answer too. */
export type Answer<Output> =
  | { readonly output: Recorded<Output>; readonly error?: never }
  | { readonly output?: never; readonly error: CallError };

/** An SDK answer in the form a recording keeps: times as ISO text, bytes as base64. */
export type Recorded<T> = T extends Date | Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Recorded<Item>[]
    : T extends object
      ? { readonly [Member in keyof Omit<T, "$metadata">]: Recorded<T[Member]> }
      : T;

/** Declares a service; the function it gives declares its operations, each beside its permission. */
export function service(name: string, Client: ClientClass, options: JsonObject = {}) {
  const operations: Operation<object, object>[] = [];
  const self: Service = { name, Client, options, operations };
  const operation = <Input extends object, Output extends object>(
    operationName: string,
    Command: CommandClass<Input, Output>,
    permission: string,
  ): Operation<Input, Output> => {
    const declared = { service: self, name: operationName, permission, Command };
    operations.push(declared as unknown as Operation<object, object>);
    return declared;
  };
  return Object.assign(operation, { service: self });
}
