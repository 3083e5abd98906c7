import { expect, test } from "vitest";
import { Budget } from "../../src/aws/budget.ts";

function budgetAt() {
  const clock = { now: 0 };
  return { clock, budget: new Budget({ perSecond: 10, burst: 5 }, () => clock.now) };
}

test("a burst goes at once, the rest at the allowed pace", () => {
  const { budget } = budgetAt();
  const waits = Array.from({ length: 8 }, () => budget.reserve());
  expect(waits).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
});

test("time fills the allowance up again, but never beyond the burst", () => {
  const { budget, clock } = budgetAt();
  for (let index = 0; index < 8; index += 1) budget.reserve();
  clock.now = 60_000;
  expect(Array.from({ length: 6 }, () => budget.reserve())).toEqual([0, 0, 0, 0, 0, 100]);
});

test("throttling halves the pace once for all requests under way, and successes bring it back", () => {
  const { budget, clock } = budgetAt();
  budget.updateClientSendingRate({ errorType: "THROTTLING" });
  budget.updateClientSendingRate({ errorType: "THROTTLING" });
  expect(budget.perSecond).toBe(5);
  expect(budget.reserve()).toBe(200);
  clock.now += 2_000;
  budget.updateClientSendingRate({ errorType: "THROTTLING" });
  expect(budget.perSecond).toBe(2.5);
  for (let index = 0; index < 100; index += 1) budget.updateClientSendingRate({});
  expect(budget.perSecond).toBe(10);
});

test("other errors change nothing, and the pace never falls to a standstill", () => {
  const { budget, clock } = budgetAt();
  budget.updateClientSendingRate({ errorType: "TRANSIENT" });
  expect(budget.perSecond).toBe(10);
  for (let index = 0; index < 20; index += 1) {
    clock.now += 5_000;
    budget.updateClientSendingRate({ errorType: "THROTTLING" });
  }
  expect(budget.perSecond).toBe(0.5);
});
