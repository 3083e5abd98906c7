import { streamCollector } from "@smithy/node-http-handler";
import type { DeserializeMiddleware, MetadataBearer } from "@smithy/types";

interface RawResponse {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  body: unknown;
}

/** What AWS's own answers call themselves. */
const apiContent = /json|xml|cbor/;

const page = /^\s*<(!doctype\s+html|html)/i;

/** Something that answered in AWS's place: a proxy, a sign-in page. */
class ForeignPageError extends Error {
  override readonly name = "ForeignPageError";
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(httpStatusCode: number) {
    super(`something else than AWS answered, with status ${httpStatusCode}`);
    this.$metadata = { httpStatusCode };
  }
}

/**
 * The SDK reads an HTML page with status 200 as an XML answer in which everything is missing: a
 * bucket without public grants, say. That must never pass for an answer.
 */
export const refuseForeignPages: DeserializeMiddleware<object, MetadataBearer> =
  (next) => async (request) => {
    const result = await next(request);
    const response = result.response as RawResponse;
    if (apiContent.test(response.headers["content-type"] ?? "")) return result;
    const bytes = await streamCollector(response.body as never);
    // HEAD has no body to look at, but AWS signs all of its answers with headers of its own.
    const isForeign =
      bytes.length > 0
        ? page.test(Buffer.from(bytes.subarray(0, 200)).toString("utf8"))
        : !Object.keys(response.headers).some((name) => name.startsWith("x-amz"));
    if (isForeign) throw new ForeignPageError(response.statusCode);
    response.body = bytes;
    return result;
  };
