import { counted } from "../../model/counted.ts";
import type { Io } from "../io.ts";
import { showText } from "../progress.ts";

export interface AccountsProgress {
  readonly onCall: () => void;
  readonly onAccount: () => void;
  readonly stop: () => void;
}

/** `Reading AWS: 12 of 300 accounts, 5120 calls, about 4 minutes left`, on a terminal. */
export function showAccounts(
  io: Io,
  { all, doneBefore }: { readonly all: number; readonly doneBefore: number },
  shown = showText(io),
): AccountsProgress {
  const began = io.now().getTime();
  let [done, calls] = [doneBefore, 0];
  const update = (): void => {
    const left = timeLeft(
      { done: done - doneBefore, left: all - done },
      io.now().getTime() - began,
    );
    shown.update(
      `Reading AWS: ${done} of ${counted(all, "account")}, ${counted(calls, "call")}${left}`,
    );
  };
  return {
    onCall: () => {
      calls += 1;
      update();
    },
    onAccount: () => {
      done += 1;
      update();
    },
    stop: shown.stop,
  };
}

/** Accounts take about as long as those before them; the first few tell too little. */
export function timeLeft(
  { done, left }: { readonly done: number; readonly left: number },
  milliseconds: number,
): string {
  if (done < 3 || left === 0) return "";
  const seconds = Math.round((milliseconds / done) * left * 0.001);
  if (seconds < 90) return `, about ${counted(seconds, "second")} left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? `, about ${counted(minutes, "minute")} left`
    : `, about ${counted(Math.round(minutes / 60), "hour")} left`;
}
