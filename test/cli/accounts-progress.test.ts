import { expect, test } from "vitest";
import { showAccounts } from "../../src/cli/accounts/progress.ts";
import type { Io } from "../../src/cli/io.ts";

test("accounts, calls and the time that is left, without the accounts of an earlier run", () => {
  let now = 0;
  const said: string[] = [];
  const shown = { update: (text: string) => void said.push(text), stop: () => {} };
  const io = { now: () => new Date(now) } as Io;
  const progress = showAccounts(io, { all: 30, doneBefore: 10 }, shown);
  for (let done = 0; done < 5; done += 1) {
    now += 60_000;
    progress.onCall();
    progress.onAccount();
  }
  expect(said[1]).toBe("Reading AWS: 11 of 30 accounts, 1 call");
  expect(said.at(-1)).toBe("Reading AWS: 15 of 30 accounts, 5 calls, about 15 minutes left");
});
