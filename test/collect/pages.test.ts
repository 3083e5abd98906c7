import { describe, expect, test } from "vitest";
import type { Answer, Operation } from "../../src/aws/operation.ts";
import { askPages, recordingAsk, type UnattributedCall } from "../../src/collect/ask.ts";

interface Page {
  readonly Items: readonly number[];
  readonly NextToken?: string;
}
interface Asked {
  readonly NextToken?: string;
}

const operation = { name: "ListThings", service: { name: "things" } } as unknown as Operation<
  Asked,
  Page
>;
const next = ({ NextToken }: Page) => (NextToken ? { NextToken } : undefined);

/** A service that answers by token, and what it was asked. */
function service(pages: { readonly [token: string]: Answer<Page> }) {
  const asked: Asked[] = [];
  const kept: UnattributedCall[] = [];
  const session = {
    call: (_operation: unknown, _region: string, input: Asked) => {
      asked.push(input);
      return Promise.resolve(
        pages[input.NextToken ?? ""] ?? { error: { code: "Bug", message: "" } },
      );
    },
  };
  const ask = recordingAsk({
    session: session as never,
    keep: (call) => kept.push(call),
    now: () => new Date(0),
  });
  return { ask, asked, kept };
}

describe("paging", () => {
  test("goes to the last page", async () => {
    const { ask, kept } = service({
      "": { output: { Items: [1], NextToken: "a" } },
      a: { output: { Items: [2], NextToken: "b" } },
      b: { output: { Items: [3] } },
    });
    const answers = await askPages(ask, operation, "us-east-1", {}, next);
    expect(answers.flatMap(({ output }) => output?.Items ?? [])).toEqual([1, 2, 3]);
    expect(kept.map(({ input }) => input)).toEqual([{}, { NextToken: "a" }, { NextToken: "b" }]);
  });

  test("ends when a server hands out a token that it gave before", async () => {
    const { ask, asked } = service({
      "": { output: { Items: [1], NextToken: "a" } },
      a: { output: { Items: [2], NextToken: "b" } },
      b: { output: { Items: [3], NextToken: "a" } },
    });
    await askPages(ask, operation, "us-east-1", {}, next);
    expect(asked.length).toBe(3);
  });

  test("ends at the first page that is refused", async () => {
    const { ask, asked } = service({
      "": { output: { Items: [1], NextToken: "a" } },
      a: { error: { code: "ThrottlingException", message: "" } },
    });
    const answers = await askPages(ask, operation, "us-east-1", {}, next);
    expect(answers.at(-1)?.error?.code).toBe("ThrottlingException");
    expect(asked.length).toBe(2);
  });
});

describe("asking", () => {
  test("the same at the same time is one call", async () => {
    const { ask, asked } = service({ "": { output: { Items: [] } } });
    await Promise.all([ask(operation, "us-east-1", {}), ask(operation, "us-east-1", {})]);
    await ask(operation, "us-east-1", {});
    await ask(operation, "eu-west-1", {});
    expect(asked.length).toBe(2);
  });

  test("stops once the run is interrupted, and keeps nothing of what comes later", async () => {
    const controller = new AbortController();
    const kept: UnattributedCall[] = [];
    const session = {
      call: async () => {
        controller.abort();
        return { output: {} };
      },
    };
    const ask = recordingAsk({
      session: session as never,
      keep: (call) => kept.push(call),
      now: () => new Date(0),
      signal: controller.signal,
    });
    await expect(ask(operation, "us-east-1", {})).rejects.toThrow();
    await expect(ask(operation, "eu-west-1", {})).rejects.toThrow();
    expect(kept).toEqual([]);
  });
});
