import { Comparison } from "../evaluate/compare/comparison.ts";
import { EarlierResult } from "../evaluate/compare/earlier-result.ts";
import { type ResultHead, type ResultReader, readResultPieces } from "./result-pieces.ts";

/** An earlier result, ready to be compared with. */
export const readBaseline = (path: string): Promise<Comparison> =>
  readResultPieces(path, comparisonReader);

/** Makes the pieces of a result into what later findings are compared with. */
export function comparisonReader({ asOf, accounts }: ResultHead): ResultReader<Comparison> {
  const earlier = new EarlierResult(asOf, accounts);
  return {
    add: (findings) => {
      for (const finding of findings) earlier.add(finding);
    },
    finish: () => new Comparison(earlier),
  };
}
