import { Failure } from "../../model/failure.ts";
import { factsNamed, type ListedType, listedFacts } from "../../policy/listed-facts.ts";
import { nearest } from "../../policy/nearest.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { factText } from "../fact-text.ts";
import { writeAll } from "../io.ts";

/** Lists what policies can read: all of it, or what a name stands for. */
export const run: Run = async ({ arguments: { name }, options }, io) => {
  const all = listedFacts();
  const found = name === undefined ? all : factsNamed(name, all);
  if (found.length === 0) throw unknownName(name ?? "", all);
  const text =
    options["json"] === true ? `${JSON.stringify(found, undefined, 2)}\n` : factText(found);
  await writeAll(io.stdout, [text]);
  return exitCodes.ok;
};

function unknownName(name: string, all: readonly ListedType[]): Failure {
  const names = all.flatMap(({ type, variable, facts }) => [
    type,
    ...(variable === undefined ? [] : [variable]),
    ...facts.map((fact) => fact.name),
  ]);
  const best = nearest(name.split(".").at(-1) ?? "", names);
  return new Failure("policy/unknown-fact", `There is no fact "${name}".`, {
    help:
      best === undefined
        ? "Without a name, every fact is listed: trailwarden policies facts"
        : `Did you mean "${best}"?`,
  });
}
