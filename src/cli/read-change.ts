import type { Change } from "../iac/declaration.ts";
import { Failure } from "../model/failure.ts";
import type { RecordingHeader } from "../model/recording.ts";
import type { Options } from "./description.ts";
import { expectRegion } from "./region-name.ts";

/** A change as it was read, for an account that may only be known from elsewhere. */
export interface ReadChange {
  /** What it is, to the reader: `the plan`. */
  readonly what: string;
  readonly header: RecordingHeader;
  readonly changeIn: (account: string | undefined) => Change;
}

/** Where a change goes that does not say so itself. */
export const regionOf = (options: Options): string | undefined => {
  const given = (options["region"] ?? []) as readonly string[];
  if (given.length > 1) {
    throw new Failure("check/regions", "A change is deployed to one Region at a time.", {
      help: "Give --region once for each run.",
    });
  }
  const named = given[0] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  return named === undefined ? undefined : expectRegion(named);
};
