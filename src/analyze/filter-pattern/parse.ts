import {
  type Cursor,
  fail,
  type PatternError,
  PatternFault,
  skipSpace,
  startOf,
} from "./cursor.ts";
import { parseFieldsPattern } from "./parse-fields.ts";
import { parseJsonPattern } from "./parse-json.ts";
import { parseTermsPattern } from "./parse-terms.ts";
import type { FilterPattern } from "./pattern.ts";

export type ParsedPattern = { readonly pattern: FilterPattern } | { readonly error: PatternError };

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const maxLength = 1024;

/**
 * Reads a filter pattern of CloudWatch Logs; never throws. The first character tells the language:
 * `{` JSON, `[` space-delimited, anything else terms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(text: string): ParsedPattern {
  const cursor = startOf(text);
  try {
    if (text.length > maxLength) {
      fail(`A pattern has at most ${maxLength} characters.`, maxLength, text.length - maxLength);
    }
    return { pattern: parsePattern(cursor) };
  } catch (error) {
    if (error instanceof PatternFault) return { error: error.fault };
    throw error;
  }
}

function parsePattern(cursor: Cursor): FilterPattern {
  skipSpace(cursor);
  const doubtsOf = () => [...cursor.doubts];
  if (/^(?:\s*|\s*"\s*"\s*)$/.test(cursor.text)) return { kind: "everything", doubts: [] };
  switch (cursor.text[cursor.position]) {
    case "{": {
      const expression = parseJsonPattern(cursor);
      return { kind: "json", expression, doubts: doubtsOf() };
    }
    case "[": {
      const fields = parseFieldsPattern(cursor);
      return { kind: "fields", fields, doubts: doubtsOf() };
    }
    default: {
      const terms = parseTermsPattern(cursor);
      return { kind: "terms", terms, doubts: doubtsOf() };
    }
  }
}
