import { statuses } from "../../model/finding.ts";
import type { Result, ResultAccount } from "../../model/result.ts";
import { severities } from "../../model/severity.ts";
import { minute } from "../minute.ts";
import { printable } from "../printable.ts";
import { waiverNotes } from "../waiver-text.ts";
import { baselineContext } from "./baseline-context.ts";
import { countsRows, total } from "./counts-context.ts";
import { figure, statusLabels } from "./labels.ts";
import { packContext } from "./pack-context.ts";
import { noCounts, type ReportTally } from "./tally.ts";

/** The JSON result has them all. */
const shownWaivers = 500;

const gateLabels = {
  passed: "Gate passed",
  failed: "Gate failed",
  blind: "Gate not passed",
} as const;

/** What templates/report/head.hbs shows. */
export function headContext(result: Result, counts: ReportTally): object {
  const { accounts, gate, summary, asOf, policies } = result;
  const [only] = accounts;
  const who =
    accounts.length === 1 && only ? `account ${only.id}` : `${figure(accounts.length)} accounts`;
  return {
    heading: printable(`CloudTrail compliance of ${who}`),
    asOf: minute(asOf),
    policies: policies.length,
    gate: {
      outcome: gate.outcome,
      label: gateLabels[gate.outcome],
      reason: printable(gate.reason),
    },
    statuses: statusLabels.map(({ status, label }) => ({
      status,
      label,
      count: figure(summary[status]),
    })),
    baseline: baselineContext(result, counts),
    waived: summary.waived > 0 ? figure(summary.waived) : "",
    waivers: waiverNotes(result.waivers).slice(0, shownWaivers).map(printable),
    severities: countsRows(severities, counts.bySeverity),
    findings: figure(total(summary)),
    hasFindings: total(summary) > 0,
    notes: accounts.flatMap(({ id, notes = [] }) =>
      notes.map((note) => printable(accounts.length > 1 ? `${id}: ${note}` : note)),
    ),
    accounts: accountRows(accounts, counts),
    packs: result.packs
      .filter(({ requirements }) => requirements.length > 0)
      .map((pack) => packContext(pack, policies, counts)),
  };
}

/** Worst first: in a thousand accounts, those to begin with are at the top. */
function accountRows(accounts: readonly ResultAccount[], { byAccount }: ReportTally): object[] {
  const countsOf = (id: string) => byAccount.get(id) ?? noCounts();
  const sorted = accounts.toSorted((one, other) => {
    const [a, b] = [countsOf(one.id), countsOf(other.id)];
    const differing = statuses.find((status) => a[status] !== b[status]);
    return differing ? b[differing] - a[differing] : 0;
  });
  const rows = countsRows(
    sorted.map(({ id }) => id),
    byAccount,
  );
  return sorted.map(({ name, status, regions, regionsFrom }, index) => ({
    ...rows[index],
    alias: printable(name ?? ""),
    seen: status === "complete" ? "" : status,
    regions: regions.length,
    regionsFrom: printable(regionsFrom ?? ""),
  }));
}
