import { statuses } from "../../model/finding.ts";

/** What a reader sees for a verdict; `none`: no policy of the run answers the requirement. */
export const verdictLabels = {
  fail: "Failed",
  unknown: "Unknown",
  pass: "Passed",
  "not-applicable": "Not applicable",
  none: "Not covered",
} as const;

/** What is marked of a finding where there is a baseline: that it is no old acquaintance. */
export const changeLabels = { new: "New", worse: "Worse", better: "", same: "" } as const;

export const statusLabels = statuses.map((status) => ({ status, label: verdictLabels[status] }));

/** 12,345: the same for every reader, so that the same result gives the same bytes. */
export const figure = (count: number): string => count.toLocaleString("en-US");
