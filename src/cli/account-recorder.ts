import type {
  AccountEndLine,
  AccountLine,
  AccountRecording,
  CallLine,
  RecordingHeader,
} from "../model/recording.ts";
import { redactContacts } from "../recording/redact.ts";
import { type RecordingWriter, writeRecording } from "../recording/write.ts";

export interface AccountRecorderOptions {
  readonly header: RecordingHeader;
  /** Where to keep the lines; without it they are in memory only. */
  readonly path?: string;
  readonly keepContacts: boolean;
  /** Told how many calls there are. */
  readonly onLines?: (calls: number) => void;
}

type Line = AccountLine | CallLine | AccountEndLine;

/** Takes down one account: in memory, and in a file of its own if one is named. */
export class AccountRecorder {
  readonly #options: AccountRecorderOptions;
  readonly #calls: CallLine[] = [];
  #account: AccountLine | undefined;
  #status: AccountRecording["status"] = "cut-off";
  #writer: RecordingWriter | undefined;

  constructor(options: AccountRecorderOptions) {
    this.#options = options;
  }

  readonly write = (...given: readonly Line[]): void => {
    const { path, header, keepContacts, onLines } = this.#options;
    const kept = keepContacts ? given : given.map(withoutContacts);
    for (const line of kept) this.#add(line);
    // Not before something is known: a run that cannot begin leaves an earlier one's file alone.
    if (this.#writer !== undefined) kept.forEach(this.#writer.write);
    else if (path !== undefined) this.#writer = writeRecording({ path, header, known: kept });
    onLines?.(this.#calls.length);
  };

  /** Whether it is known whose account this is. */
  get hasBegun(): boolean {
    return this.#account !== undefined;
  }

  /** The file, while it is unfinished. */
  get partialFile(): { readonly path: string; readonly calls: number } | undefined {
    const writer = this.#writer;
    return writer && { path: writer.partialPath, calls: writer.calls() };
  }

  async end(): Promise<AccountRecording> {
    await this.#writer?.end();
    if (this.#account === undefined) throw new Error("the collector wrote no account");
    return { account: this.#account, calls: this.#calls, status: this.#status };
  }

  /** Keeps what there is in the file, to be resumed. */
  async suspend(): Promise<void> {
    await this.#writer?.suspend().catch(() => {});
  }

  #add(line: Line): void {
    if (line.kind === "account") this.#account = line;
    else if (line.kind === "call") this.#calls.push(line);
    else this.#status = line.status;
  }
}

const withoutContacts = (line: Line): Line => (line.kind === "call" ? redactContacts(line) : line);
