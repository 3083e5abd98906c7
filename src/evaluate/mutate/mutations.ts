import type { Account } from "../../model/facts/account.ts";
import type { Field } from "../../model/facts/field.ts";
import { factSchema, factTypeIn } from "../../model/facts/schema.ts";
import { isUnknown } from "../../model/unknown.ts";
import { nameOf } from "../resolve.ts";
import { type Change, changesOf, type Material, mostAlike } from "./changes.ts";
import { type FactObject, factObjectsOf, isList, objectsIn, placesOf } from "./fact-objects.ts";
import { derivedFacts, nameFacts } from "./known-values.ts";

/** One fact of an account, made different. */
export interface Mutation {
  /** `Trail.isLogging` */
  readonly fact: string;
  /** `account.trails[main].isLogging` */
  readonly path: string;
  /** `true → false` */
  readonly says: string;
  /** Place of the object among the account's fact objects. */
  readonly object: number;
  readonly member: string;
  readonly make: Change["make"];
  /** It is a name: whatever has the old one gets the new one. */
  readonly isName: boolean;
}

const references: ReadonlySet<string> = new Set([
  "Trail.kmsKeyId",
  "Trail.s3BucketName",
  "Trail.snsTopicArn",
  "Trail.cloudWatchLogsLogGroupArn",
  "Trail.cloudWatchLogsRoleArn",
]);

/** Every change of one fact of an account, over each object once. */
export function mutationsOf(account: Account, asOf: Date): Mutation[] {
  const objects = factObjectsOf(account);
  const places = placesOf(objects);
  const firsts = new Map([...objects].reverse().map(({ type, facts }) => [type, facts]));
  const material: Material = { asOf, example: (type) => firsts.get(type) };
  const seen = new Set<object>();
  const visit = ({ type, facts }: FactObject, path: string): Mutation[] => {
    if (seen.has(facts)) return [];
    seen.add(facts);
    const object = places.get(facts) ?? 0;
    return Object.entries(factSchema[type]).flatMap(([member, field]) => {
      const value = facts[member];
      const place = { fact: `${type}.${member}`, path: `${path}.${member}`, object, member };
      const isName = nameFacts.has(place.fact);
      const own = changes(place.fact, field, value, material);
      return [
        ...own.map((change) => ({ ...place, ...change, isName })),
        ...below(field, value).flatMap(([inner, label]) => visit(inner, `${place.path}${label}`)),
      ];
    });
  };
  return objects[0] ? visit(objects[0], "account") : [];
}

function changes(fact: string, field: Field, value: unknown, material: Material): Change[] {
  if (derivedFacts.has(fact) || isUnknown(value)) return [];
  // Which members a selector has follows from its kind.
  const isFixed = fact.startsWith("EventSelector.");
  if (isFixed && value === undefined) return [];
  const made = changesOf(fact, isFixed ? { ...field, optional: false } : field, value, material);
  // A trail that names another thing is the same as that thing being different.
  if (references.has(fact)) return made.filter(({ says }) => says === "removed");
  return nameFacts.has(fact) ? made.slice(0, 1) : made;
}

/** The objects that a fact holds and that are changed, each with what tells it apart. */
function below(field: Field, value: unknown): (readonly [FactObject, string])[] {
  const type = factTypeIn(field.type) ?? "Account";
  const inner = objectsIn(field, value);
  const walked = inner.length > mostAlike ? inner.slice(0, 1) : inner;
  return walked.map((facts, index) => [
    { type, facts: facts as FactObject["facts"] },
    isList(value) ? `[${nameOf(facts) ?? index}]` : "",
  ]);
}
