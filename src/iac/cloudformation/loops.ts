import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Resolved } from "../resolved.ts";

const prefix = "Fn::ForEach::";

export const isLoop = (key: string): boolean => key.startsWith(prefix);

/** What the loops of one template may write out: nested, a few lines stand for more than fits. */
const largest = 20_000_000;

type Collection = (collection: Json) => Resolved;

/**
 * Writes out `Fn::ForEach`. A loop over what is unresolved stays as it stands.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function loopExpander(resolve: Collection): <T extends Json>(value: T) => T {
  let left = largest;

  const expand = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(expand);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(
        ([key, member]) =>
          (isLoop(key) ? rounds(member) : undefined) ?? [[key, expand(member ?? null)] as const],
      ),
    );
  };

  function rounds(argument: Json | undefined): readonly (readonly [string, Json])[] | undefined {
    const loop = loopOf(argument);
    const items = loop && resolve(loop.collection);
    if (!loop || !Array.isArray(items) || !items.every((item) => typeof item === "string")) {
      return undefined;
    }
    const size = JSON.stringify(loop.body).length;
    if (size * items.length > left) return undefined;
    left -= size * items.length;
    return items.flatMap((item) => {
      const body = replaced(loop.body, loop.identifier, item);
      return Object.entries(expand(body) as JsonObject) as [string, Json][];
    });
  }

  return <T extends Json>(value: T) => expand(value) as T;
}

interface Loop {
  readonly identifier: string;
  readonly collection: Json;
  readonly body: JsonObject;
}

export function loopOf(argument: Json | undefined): Loop | undefined {
  const [identifier, collection, body] = Array.isArray(argument)
    ? (argument as readonly Json[])
    : [];
  if (typeof identifier !== "string" || collection === undefined || !isObject(body)) {
    return undefined;
  }
  return { identifier, collection, body };
}

/** `${X}` is the item, `&{X}` the item without what a logical id may not hold. */
function replaced(value: Json, identifier: string, item: string): Json {
  const text = (from: string): string =>
    from
      .replaceAll(`\${${identifier}}`, () => item)
      .replaceAll(`&{${identifier}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ""));
  const inside = (part: Json): Json => {
    if (typeof part === "string") return text(part);
    if (Array.isArray(part)) return (part as readonly Json[]).map(inside);
    if (!isObject(part)) return part;
    if (part["Ref"] === identifier) return item;
    return Object.fromEntries(
      Object.entries(part).map(([key, member]) => [text(key), inside(member ?? null)]),
    );
  };
  return inside(value);
}
