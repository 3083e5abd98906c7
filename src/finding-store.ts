import type { FindingStore } from "./check.ts";
import type { Finding } from "./model/finding.ts";

/** Keeps findings in memory: right for one account and for hundreds. */
export function inMemory(): FindingStore {
  const byAccount = new Map<string, readonly Finding[]>();
  return {
    add: (account, findings) => {
      byAccount.set(account, findings);
    },
    *all() {
      for (const account of [...byAccount.keys()].sort()) yield* byAccount.get(account) ?? [];
    },
  };
}
