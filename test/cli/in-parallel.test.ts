import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { inParallel } from "../../src/cli/accounts/in-parallel.ts";
import { timeLeft } from "../../src/cli/accounts/progress.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test("no more are under way or waiting than the limit, and none is lost", async () => {
  let [underway, most] = [0, 0];
  const work = async (item: number) => {
    underway += 1;
    most = Math.max(most, underway);
    await sleep(item % 3);
    return item;
  };
  const results: number[] = [];
  for await (const item of inParallel(numbers(40), { limit: 4, stop: () => {} }, work)) {
    // A result that waits to be taken counts.
    await sleep(1);
    underway -= 1;
    results.push(item);
  }
  expect(most).toBe(4);
  expect(results.sort((a, b) => a - b)).toEqual(numbers(40));
});

test("after a failure the others are told to stop, and have ended before it is thrown", async () => {
  let [isStopped, ended] = [false, 0];
  const work = async (item: number) => {
    if (item === 2) throw new Error("broken");
    while (!isStopped) await sleep(1);
    ended += 1;
    return item;
  };
  const stop = () => {
    isStopped = true;
  };
  const all = inParallel(numbers(9), { limit: 3, stop }, work);
  await expect(all.next()).rejects.toThrow("broken");
  expect(ended).toBe(2);
});

test("a consumer that has seen enough stops the rest", async () => {
  let stopped = 0;
  const stop = () => {
    stopped += 1;
  };
  const limits = { limit: 2, stop };
  for await (const _ of inParallel(numbers(5), limits, (item) => Promise.resolve(item))) break;
  expect(stopped).toBe(1);
});

test("the time that is left follows from the accounts that are done", () => {
  expect(timeLeft({ done: 2, left: 100 }, 60_000)).toBe("");
  expect(timeLeft({ done: 10, left: 0 }, 60_000)).toBe("");
  expect(timeLeft({ done: 10, left: 5 }, 60_000)).toBe(", about 30 seconds left");
  expect(timeLeft({ done: 10, left: 50 }, 60_000)).toBe(", about 5 minutes left");
  expect(timeLeft({ done: 10, left: 5000 }, 60_000)).toBe(", about 8 hours left");
});
