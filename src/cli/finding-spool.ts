import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { FindingStore } from "../check.ts";
import { inMemory } from "../finding-store.ts";
import type { Finding } from "../model/finding.ts";
import { type PackedFindings, packFindings, unpackFindings } from "./packed-findings.ts";

/** Beyond this many, findings wait on disk: memory does not grow with the number of accounts. */
const mostInMemory = 10_000;

interface Block {
  readonly position: number;
  readonly length: number;
}

/** Keeps findings in memory while they are few, then in a private temporary file. */
export function findingSpool(limit = mostInMemory): FindingStore & { readonly close: () => void } {
  const memory = inMemory();
  let inMemoryCount = 0;
  let file: SpoolFile | undefined;

  return {
    add(account, findings) {
      inMemoryCount += findings.length;
      if (file === undefined && inMemoryCount <= limit) {
        memory.add(account, findings);
        return;
      }
      file ??= openSpool();
      file.add(account, findings);
    },
    *all() {
      if (file === undefined) yield* memory.all();
      else yield* inAccountOrder(memory.all(), file);
    },
    close: () => file?.close(),
  };
}

/**
 * From here on nearly everything is garbage after an account. V8 would let the heap grow to four
 * times what lives before it looks.
 */
function openSpool(): SpoolFile {
  setFlagsFromString("--heap-growing-percent=50");
  return new SpoolFile();
}

/** Both parts are sorted by account, and no account is in both. */
function* inAccountOrder(memory: Iterable<Finding>, file: SpoolFile): Generator<Finding> {
  const waiting = [...file.accounts()];
  for (const finding of memory) {
    while (waiting[0] !== undefined && waiting[0] < finding.account) {
      yield* file.read(waiting.shift() ?? "");
    }
    yield finding;
  }
  for (const account of waiting) yield* file.read(account);
}

class SpoolFile {
  readonly #folder = mkdtempSync(join(tmpdir(), "trailwarden-"));
  readonly #file = openSync(join(this.#folder, "findings"), "wx+", 0o600);
  readonly #blocks = new Map<string, Block>();
  /** What all findings of a policy share is kept once. */
  readonly #controls = new Map<string, Finding["controls"]>();
  #end = 0;
  #buffer = Buffer.alloc(0);

  add(account: string, findings: readonly Finding[]): void {
    for (const { policy, controls } of findings) this.#controls.set(policy, controls);
    const text = JSON.stringify(packFindings(findings));
    const length = Buffer.byteLength(text);
    this.#write(text, length);
    this.#blocks.set(account, { position: this.#end, length });
    this.#end += length;
  }

  /** A disk that fills up takes a part first, and refuses the rest. */
  #write(text: string, length: number): void {
    // Text is written as it is: a buffer for each account would be garbage outside of the heap.
    let written = writeSync(this.#file, text, this.#end);
    if (written === length) return;
    const bytes = Buffer.from(text);
    while (written < length) {
      const position = this.#end + written;
      written += writeSync(this.#file, bytes, written, length - written, position);
    }
  }

  accounts(): string[] {
    return [...this.#blocks.keys()].sort();
  }

  read(account: string): Finding[] {
    const block = this.#blocks.get(account);
    if (block === undefined) return [];
    if (this.#buffer.length < block.length) this.#buffer = Buffer.allocUnsafe(block.length * 2);
    readSync(this.#file, this.#buffer, 0, block.length, block.position);
    const packed = JSON.parse(this.#buffer.toString("utf8", 0, block.length)) as PackedFindings;
    return unpackFindings(packed, account, (policy) => this.#controls.get(policy) ?? {});
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
