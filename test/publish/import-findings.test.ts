import { describe, expect, test } from "vitest";
import { allowanceOf } from "../../src/aws/budget.ts";
import { batchesOf, fitting, importLimits } from "../../src/publish/batches.ts";
import { importFindings, type Send } from "../../src/publish/import-findings.ts";
import { importing, reading } from "../../src/publish/operations.ts";
import type { AsffFinding } from "../../src/report/asff-finding.ts";
import { asffFindings } from "../../src/report/asff-findings.ts";
import { findingOn } from "../harness/hub.ts";
import { resultOf } from "../harness/results.ts";

const [example] = asffFindings(resultOf([findingOn("main")])) as Iterable<AsffFinding>;

const findings = (count: number, given: object = {}): AsffFinding[] =>
  Array.from({ length: count }, (_, index) => ({ ...example, ...given, Id: `${index}` }) as never);

const sizeOf = (batch: readonly AsffFinding[]): number =>
  Buffer.byteLength(JSON.stringify({ Findings: batch }));

describe("batches", () => {
  test("hold a hundred findings at most, in their order", () => {
    const batches = batchesOf(findings(250));
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(batches.flat()).toEqual(findings(250));
    expect(batchesOf([])).toEqual([]);
  });

  test("hold six megabytes at most, counted as they are sent", () => {
    const large = findings(100, { Description: "ü".repeat(100_000) });
    const batches = batchesOf(large);
    expect(batches.length).toBeGreaterThan(3);
    expect(Math.max(...batches.map(sizeOf))).toBeLessThanOrEqual(importLimits.batchBytes);
    expect(batches.flat()).toEqual(large);
  });

  test("get no finding that is too large: its evidence is left out", () => {
    const evidence = Array.from({ length: 50 }, (_, index) => ({
      ...{ fact: `fact${index}${"é".repeat(100)}`, value: "\u{1f389}".repeat(1024) },
    }));
    const controls = { "cis-aws-5.0": Array.from({ length: 30 }, () => "\u{1f389}".repeat(60)) };
    const [finding] = asffFindings(
      resultOf([findingOn("main", { evidence, controls, message: "\u{1f389}".repeat(1024) })]),
    ) as Iterable<AsffFinding>;
    const oversized = { ...finding, Extra: "x".repeat(50_000) } as unknown as AsffFinding;
    expect(sizeOf([oversized])).toBeGreaterThan(importLimits.findingBytes);
    expect(sizeOf([fitting(oversized)])).toBeLessThan(importLimits.findingBytes);
    expect(fitting(example as never)).toBe(example);
  });
});

test("calls keep below what AWS allows each of them", () => {
  const granted = [
    [reading, { perSecond: 3, burst: 6 }],
    [importing, { perSecond: 10, burst: 30 }],
  ] as const;
  for (const [{ service }, { perSecond, burst }] of granted) {
    const taken = allowanceOf(service.name);
    expect(taken.perSecond).toBeLessThan(perSecond);
    expect(taken.burst).toBeLessThan(burst);
  }
});

/** A hub that fails the findings of these ids so many times, with this code. */
function hubFailing(failing: { readonly [id: string]: number }, ErrorCode: string) {
  const left = { ...failing };
  const sent: string[][] = [];
  const send: Send = (batch) => {
    sent.push(batch.map(({ Id }) => Id));
    const FailedFindings = batch.flatMap(({ Id }) => {
      if (!left[Id]) return [];
      left[Id] -= 1;
      return [{ Id, ErrorCode, ErrorMessage: `no ${Id}` }];
    });
    const FailedCount = FailedFindings.length;
    return Promise.resolve({
      output: { FailedFindings, FailedCount, SuccessCount: batch.length - FailedCount },
    });
  };
  return { send, sent };
}

const refusing = (code: string, isRefused: (ids: readonly string[]) => boolean, status = 400) => {
  const sent: string[][] = [];
  const send: Send = (batch) => {
    const ids = batch.map(({ Id }) => Id);
    sent.push(ids);
    return Promise.resolve(
      isRefused(ids)
        ? { error: { code, message: "no", status } }
        : { output: { FailedCount: 0, SuccessCount: ids.length, FailedFindings: [] } },
    );
  };
  return { send, sent };
};

describe("findings that fail", () => {
  test("for what they are, are told one by one and not sent again", async () => {
    const { send, sent } = hubFailing({ 1: 9, 3: 9 }, "InvalidInput");
    const refusals = await importFindings(findings(5), send);
    expect([...refusals]).toEqual([
      ["1", { code: "InvalidInput", message: "no 1" }],
      ["3", { code: "InvalidInput", message: "no 3" }],
    ]);
    expect(sent).toHaveLength(1);
  });

  test("for a reason that passes, are sent again, those alone and three times at most", async () => {
    const { send, sent } = hubFailing({ 1: 1, 3: 9 }, "InternalError");
    const refusals = await importFindings(findings(5), send);
    expect([...refusals.keys()]).toEqual(["3"]);
    expect(sent.slice(1)).toEqual([["1", "3"], ["3"]]);
  });

  test("without being named, take their batch with them", async () => {
    const send: Send = () =>
      Promise.resolve({ output: { FailedCount: 1, SuccessCount: 2, FailedFindings: [] } });
    const refusals = await importFindings(findings(3), send);
    expect([...refusals.values()].map(({ code }) => code)).toEqual(Array(3).fill("NotConfirmed"));
  });
});

describe("a batch that is refused", () => {
  test("for one of its findings, is halved until that stands alone", async () => {
    const { send } = refusing("InvalidInputException", (ids) => ids.includes("37"));
    const refusals = await importFindings(findings(150), send);
    expect([...refusals.keys()]).toEqual(["37"]);
  });

  test("as too large, is halved", async () => {
    const { send } = refusing("Http413", (ids) => ids.length > 30, 413);
    expect([...(await importFindings(findings(100), send))]).toEqual([]);
  });

  test("by a hub that is too busy, does not keep the next from being tried", async () => {
    const { send, sent } = refusing("TooManyRequestsException", (ids) => ids.includes("0"));
    const refusals = await importFindings(findings(150), send);
    expect(refusals.size).toBe(100);
    expect(sent).toHaveLength(2);
  });

  test("by a hub that is closed, is the last that is sent", async () => {
    for (const code of ["AccessDeniedException", "InvalidAccessException", "ExpiredToken"]) {
      const { send, sent } = refusing(code, () => true, 403);
      expect((await importFindings(findings(350), send)).size).toBe(350);
      expect(sent).toHaveLength(1);
    }
  });

  test("in the midst of halving, by a hub that closes, is not sent on", async () => {
    let calls = 0;
    const send: Send = () => {
      calls += 1;
      const code = calls === 1 ? "InvalidInputException" : "AccessDeniedException";
      return Promise.resolve({ error: { code, message: "no", status: 400 } });
    };
    expect((await importFindings(findings(50), send)).size).toBe(50);
    expect(calls).toBe(2);
  });
});
