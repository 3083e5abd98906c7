import validate from "virtual:validator/result";
import type { Finding } from "../model/finding.ts";
import type { ResultHead, ResultReader } from "./result-pieces.ts";

/** Findings that are checked and handed on together, so that few are in memory. */
const piece = 500;

/** Puts a result together from the lines that `--format json` writes, and hands it on in pieces. */
export class ResultAssembler<T> {
  readonly #begin: (head: ResultHead) => ResultReader<T>;
  #reader: ResultReader<T> | undefined;
  #headText = "";
  /** The shortest valid result that these findings can be checked in. */
  #around: object = {};
  #waiting: Finding[] = [];
  #end = "";

  constructor(begin: (head: ResultHead) => ResultReader<T>) {
    this.#begin = begin;
  }

  /** False, or an error of the JSON parser: the line is not as expected. */
  push(line: string): boolean {
    if (this.#reader === undefined) return this.#pushHead(line);
    if (line === "]" || line === "}") {
      this.#end += line;
      return true;
    }
    return this.#end === "" && this.#pushFinding(line);
  }

  /** The reader, where the result was whole. */
  finish(): ResultReader<T> | undefined {
    return this.#end === "]}" && this.#flush() ? this.#reader : undefined;
  }

  #pushHead(line: string): boolean {
    this.#headText += line;
    if (!line.startsWith('"findings": [')) return true;
    const { findings: _, ...head } = JSON.parse(this.#headText.replace(/\[\]?$/, "[]}"));
    if (!validate({ ...head, findings: [] })) return false;
    this.#reader = this.#begin(head);
    this.#around = { ...head, accounts: [], packs: [], policies: [], gaps: [] };
    if (line.endsWith("[]")) this.#end = "]";
    return true;
  }

  #pushFinding(line: string): boolean {
    const finding: Finding = JSON.parse(line.endsWith(",") ? line.slice(0, -1) : line);
    const isNextAccount = this.#waiting.at(-1)?.account !== finding.account;
    if (this.#waiting.length >= piece && isNextAccount && !this.#flush()) return false;
    this.#waiting.push(finding);
    return true;
  }

  #flush(): boolean {
    if (!validate({ ...this.#around, findings: this.#waiting })) return false;
    this.#reader?.add(this.#waiting);
    this.#waiting = [];
    return true;
  }
}
