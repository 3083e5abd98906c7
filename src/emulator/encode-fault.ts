import type { AwsFault } from "./aws-fault.ts";
import type { ProtocolKind } from "./codec.ts";
import type { HttpResponse } from "./encode.ts";

const escapes: { readonly [character: string]: string } = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
};

const escapeXml = (text: string): string =>
  text.replace(/[<>&]/g, (found) => escapes[found] ?? found);

/** An error in the form that the protocol's clients understand. */
export function encodeFault(
  kind: ProtocolKind | undefined,
  { code, message, status, headers }: AwsFault,
  { method, requestId }: { readonly method: string; readonly requestId: string },
): HttpResponse {
  const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  const xml = (body: string): HttpResponse => ({
    status,
    headers: { "content-type": "text/xml", ...headers },
    // An answer to HEAD has no body: only the status tells what is wrong.
    body: method === "HEAD" ? "" : body,
  });
  switch (kind) {
    case "s3":
      return xml(`<Error>${error}</Error>`);
    case "restXml":
    case "query":
      return xml(
        `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
    case "ec2Query":
      return xml(
        `<Response><Errors><Error>${error}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      );
    default:
      return {
        status,
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amzn-errortype": code,
          ...headers,
        },
        body: JSON.stringify({ __type: code, message, Message: message }),
      };
  }
}
