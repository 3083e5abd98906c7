import type { PublicAccessBlock } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { type Fact, isUnknown, type Source } from "../model/unknown.ts";
import { type Calls, read, type Wanted } from "./calls.ts";
import { flag, object } from "./read.ts";

/** The settings of a bucket or an account; without any, nothing is blocked. */
export function readPublicAccessBlock(
  calls: Calls,
  wanted: Wanted,
): { readonly fact: Fact<PublicAccessBlock>; readonly source: Source } {
  const { fact, source } = read<JsonObject>(calls, wanted, {
    value: (output) => object(output, "PublicAccessBlockConfiguration"),
    errors: { NoSuchPublicAccessBlockConfiguration: {} },
  });
  if (isUnknown(fact)) return { fact, source };
  const isSet = (member: string): boolean => flag(fact, member) ?? false;
  return {
    source,
    fact: from<PublicAccessBlock>(
      { "*": source },
      {
        blockPublicAcls: isSet("BlockPublicAcls"),
        ignorePublicAcls: isSet("IgnorePublicAcls"),
        blockPublicPolicy: isSet("BlockPublicPolicy"),
        restrictPublicBuckets: isSet("RestrictPublicBuckets"),
      },
    ),
  };
}
