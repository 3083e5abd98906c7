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
    super(`an HTML page with status ${httpStatusCode} instead of an answer`);
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
    if (page.test(Buffer.from(bytes.subarray(0, 200)).toString("utf8"))) {
      throw new ForeignPageError(response.statusCode);
    }
    response.body = bytes;
    return result;
  };
