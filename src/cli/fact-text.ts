import type { ListedFact, ListedType } from "../policy/listed-facts.ts";
import { column } from "../report/wrap.ts";

const columns = 80;

/** Facts as a person reads them: under each noun its facts, with type, meaning and call. */
export const factText = (types: readonly ListedType[]): string =>
  types
    .map(({ type, variable, facts }) => {
      const heading = variable === undefined ? type : `${type}, as ${variable}`;
      return [heading, ...facts.flatMap(lines), ""].join("\n");
    })
    .join("\n");

const lines = ({ name, type, meaning, call }: ListedFact): string[] => [
  `  ${name}  ${type}`,
  ...column("      ", call === undefined ? meaning : `${meaning} [${call}]`, columns),
];
