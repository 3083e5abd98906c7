import type { Io } from "./io.ts";

/** What the user gave: arguments by name, options by their long name in camel case. */
export interface Given {
  readonly arguments: { readonly [name: string]: string | undefined };
  readonly options: Options;
}

export interface Options {
  readonly [name: string]: string | boolean | readonly string[] | undefined;
}

/** Runs a command; resolves to its exit code. */
export type Run = (given: Given, io: Io) => Promise<number>;

export interface OptionDescription {
  /** As commander reads it: `--pack <id>`, `--allow-unknown`. */
  readonly flags: string;
  readonly says: string;
  readonly isRepeatable?: true;
  readonly choices?: readonly string[];
  readonly default?: string;
}

export interface CommandDescription {
  /** `check`, or `policies list`. */
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly {
    readonly name: string;
    readonly says: string;
    readonly isOptional?: true;
  }[];
  readonly options?: readonly OptionDescription[];
  readonly examples: readonly string[];
  /** The command itself, loaded only when it is called. */
  readonly load: () => Promise<{ readonly run: Run }>;
}
