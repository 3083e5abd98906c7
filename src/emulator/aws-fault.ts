/** An error answer: its code, and the HTTP status and headers it comes with. */
export class AwsFault extends Error {
  override readonly name = "AwsFault";
  readonly code: string;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };

  constructor(
    code: string,
    message: string,
    { status = 400, headers = {} }: { status?: number; headers?: { [name: string]: string } } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}
