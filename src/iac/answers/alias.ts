import type { CallLine } from "../../model/recording.ts";
import { answer } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { named } from "./pointers.ts";

/** An alias of a key that the change itself does not declare. */
export function aliasAnswers(alias: Identified, lifting: Lifting): CallLine[] {
  const { TargetKeyId: KeyId } = alias.properties;
  if (typeof KeyId !== "string" || named(lifting, "AWS::KMS::Key", KeyId)) return [];
  const list = { service: "kms", operation: "ListAliases", input: { KeyId } };
  return [answer(lifting, alias, list, { Aliases: [{ AliasName: alias.name }] })];
}
