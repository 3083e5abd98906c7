import { describe, expect, test } from "vitest";
import { render } from "../../src/report/formats/ndjson.ts";
import { finding, many, variety } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

describe("NDJSON", () => {
  test("is a head without findings, then a finding a line", async () => {
    const result = resultOf(variety(), { packs: [], policies: [] });
    const text = rendered(render, result);
    const [head, ...lines] = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const { findings, ...rest } = result;
    expect(head).toEqual(rest);
    expect(lines).toEqual(findings);
    await expect(text).toMatchFileSnapshot("../golden/variety.ndjson");
  });

  test("is the head alone where there is nothing", () => {
    expect(rendered(render, resultOf([])).split("\n")).toHaveLength(2);
  });

  test("keeps every line a line, and shows nothing that drives a terminal", () => {
    const message = "\u2028\u2029\n\u001b[31m\u202e\u0085\u{e0041}";
    const text = rendered(render, resultOf([finding({ message })]));
    expect(text.split(/[\n\r\u2028\u2029\u0085]/)).toHaveLength(3);
    for (const hidden of ["\u001b", "\u202e", "\u{e0041}"]) expect(text).not.toContain(hidden);
    expect(text).toContain("\\u001b");
    expect(text).toContain("\\udb40\\udc41");
    expect(JSON.parse(text.split("\n")[1] ?? "").message).toBe(message);
  });

  test("is written line by line, while findings are read", () => {
    let read = 0;
    const findings = {
      *[Symbol.iterator]() {
        for (const one of many(1_000)) {
          read += 1;
          yield one;
        }
      },
    };
    const pieces = render(resultOf([], { findings }), { color: false, columns: 80 });
    const iterator = pieces[Symbol.iterator]();
    iterator.next();
    iterator.next();
    expect(read).toBe(1);
  });
});
