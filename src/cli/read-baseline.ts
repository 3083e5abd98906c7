import { Comparison } from "../evaluate/compare/comparison.ts";
import { EarlierResult } from "../evaluate/compare/earlier-result.ts";
import { readResultPieces } from "./result-pieces.ts";

/** An earlier result, ready to be compared with. */
export const readBaseline = (path: string): Promise<Comparison> =>
  readResultPieces(path, ({ asOf, accounts }) => {
    const earlier = new EarlierResult(asOf, accounts);
    return {
      add: (findings) => {
        for (const finding of findings) earlier.add(finding);
      },
      finish: () => new Comparison(earlier),
    };
  });
