import { type Fact, isUnknown } from "../model/unknown.ts";
import { notReturned, type Told } from "./calls.ts";
import { unlessUnresolved } from "./read.ts";

/** Members of what a call told, each of which a change may leave open by itself. */
interface Members {
  /** One that AWS always returns. */
  readonly told: <T>(value: () => T | undefined) => Fact<T>;
  /** One that AWS leaves out where it is not set. */
  readonly optional: <T>(value: () => T | undefined) => Fact<T> | undefined;
}

/** Where nothing was told, no member is known, for the same reason. */
export const membersOf = ({ fact, source }: Told<unknown>): Members => ({
  told: (value) =>
    unlessUnresolved(source, value) ?? (isUnknown(fact) ? fact : notReturned(source)),
  optional: (value) => (isUnknown(fact) ? fact : unlessUnresolved(source, value)),
});
