/** Recordings are compressed when their name says so; an unfinished one has `.partial` behind it. */
export const partialSuffix = ".partial";

export const isGzipName = (path: string): boolean =>
  path.endsWith(".gz") || path.endsWith(`.gz${partialSuffix}`);

export const mebibyte = 1024 * 1024;

/** What a well-meant recording never comes near; beyond it, reading stops instead of the process. */
export interface ReadLimits {
  /** Bytes of one line. */
  readonly line: number;
  /** Bytes of all lines of one account. */
  readonly account: number;
  /** Times that decompressing may multiply the bytes, once past `freely`. */
  readonly expansion: number;
  readonly freely: number;
}

export const readLimits: ReadLimits = {
  line: 16 * mebibyte,
  account: 256 * mebibyte,
  expansion: 250,
  freely: 256 * mebibyte,
};
