import { isUnknown, type Unknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import { argumentOf, type Block, blocksOf } from "./block.ts";

export interface Properties {
  readonly [name: string]: Resolved;
}

/** The properties that are there; an absent one is at its default. */
export const present = (properties: {
  readonly [name: string]: Resolved | undefined;
}): Properties =>
  Object.fromEntries(
    Object.entries(properties).filter(
      (entry): entry is [string, Resolved] => entry[1] !== undefined,
    ),
  );

/** Arguments that go over as they are, by CloudFormation's name for each. */
export const copied = (block: Block, names: { readonly [property: string]: string }): Properties =>
  present(
    Object.fromEntries(
      Object.entries(names).map(([property, name]) => [property, argumentOf(block, name)]),
    ),
  );

/** What each block of one name is; undefined where there are none. */
export function listOf(
  block: Block,
  name: string,
  make: (one: Block) => Resolved,
): Resolved | undefined {
  const blocks = blocksOf(block, name);
  if (isUnknown(blocks)) return blocks;
  return blocks.length === 0 ? undefined : blocks.map(make);
}

/** The block of which there is one at most. */
export function oneOf(block: Block, name: string): Block | Unknown | undefined {
  const blocks = blocksOf(block, name);
  return isUnknown(blocks) ? blocks : blocks[0];
}

/** What the only block of one name is; undefined where there is none. */
export function madeOf(
  block: Block,
  name: string,
  make: (one: Block) => Resolved | undefined,
): Resolved | undefined {
  const one = oneOf(block, name);
  return one === undefined || isUnknown(one) ? one : make(one);
}

/** A number of which zero means that it is not set. */
export function countOf(block: Block, name: string): Resolved | undefined {
  const value = argumentOf(block, name);
  return value === 0 ? undefined : value;
}

/** `{a: "b"}` as `[{Key: "a", Value: "b"}]` */
export function pairsOf(block: Block, name: string, key = "Key"): Resolved | undefined {
  const value = argumentOf(block, name);
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).map(([name, one]) => ({ [key]: name, Value: one }));
}
