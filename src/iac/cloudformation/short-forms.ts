import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  floatCoreTag,
  intCoreTag,
  NOT_RESOLVED,
} from "js-yaml";

/** Functions that the short form `!Name` writes as `Fn::Name`; the two others keep their name. */
const functions = [
  ...["And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "If", "ImportValue", "Join"],
  ...["Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform"],
];
const longNames: readonly (readonly [tag: string, name: string])[] = [
  ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
];

/** YAML's own, and those that stand for functions. */
const knownTags = [
  ...longNames.map(([tag]) => tag),
  "!GetAtt",
  ...["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `!!${name}`),
];

export const isKnownTag = (tag: string): boolean => knownTags.includes(tag);

/** The one that is written otherwise: `!getatt`, `!Fn::Sub`. */
export function nearestTag(tag: string): string | undefined {
  const bare = (name: string) => name.toLowerCase().replace("fn::", "");
  return knownTags.find((known) => bare(known) === bare(tag));
}

/** Templates are only read. */
const identify = () => false;

function tagsOf(tag: string, wrap: (value: unknown) => object) {
  return [
    defineScalarTag<object>(tag, { identify, resolve: (text) => wrap(text) }),
    defineSequenceTag<unknown[], object>(tag, {
      identify,
      create: () => [],
      addItem: (items, item) => {
        items.push(item);
      },
      finalize: wrap,
    }),
    defineMappingTag<Map<unknown, unknown>, object>(tag, {
      identify,
      create: () => new Map(),
      addPair: (pairs, key, value) => {
        pairs.set(key, value);
        return "";
      },
      has: (pairs, key) => pairs.has(key),
      // A function's result is never merged into a mapping.
      keys: () => [],
      get: () => undefined,
      finalize: (pairs) => wrap(Object.fromEntries(pairs)),
    }),
  ];
}

/** Digits after a zero are an account's id, and 1e3 is text: CloudFormation reads YAML 1.1. */
const numberTags = [intCoreTag, floatCoreTag].map((tag) =>
  defineScalarTag<number>(tag.tagName, {
    ...tag,
    resolve: (text, isExplicit, tagName) =>
      /^[-+]?(0\d|\d+[eE])/.test(text) ? NOT_RESOLVED : tag.resolve(text, isExplicit, tagName),
  }),
);

/** YAML with the short forms of CloudFormation's functions, each read as its long form. */
export const templateSchema = CORE_SCHEMA.withTags(
  ...numberTags,
  ...longNames.flatMap(([tag, name]) => tagsOf(tag, (value) => ({ [name]: value }))),
  ...tagsOf("!GetAtt", (value) => ({ "Fn::GetAtt": value })),
);
