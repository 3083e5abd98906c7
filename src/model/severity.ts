/** How much a failing policy matters, worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;

export type Severity = (typeof severities)[number];

/** 0 for the worst severity; a sort key. */
export const severityRank = (severity: Severity): number => severities.indexOf(severity);
