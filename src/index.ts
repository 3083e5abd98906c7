/**
 * Compliance as code for AWS CloudTrail: the public API.
 *
 * `readRecording` → `check` → `formats`, or `accountFacts` and `evaluate` for a part of it.
 */
export { answererOf } from "./analyze/answer/answer.ts";
export { type BaselineComparison, type CheckInput, check, type FindingStore } from "./check.ts";
export { Comparison } from "./evaluate/compare/comparison.ts";
export { EarlierResult } from "./evaluate/compare/earlier-result.ts";
export { type Circumstances, evaluate } from "./evaluate/evaluate.ts";
export { type AccountFacts, accountFacts } from "./facts/account.ts";
export type { Diff } from "./model/diff.ts";
export type { Account } from "./model/facts/account.ts";
export { Failure } from "./model/failure.ts";
export type { Finding } from "./model/finding.ts";
export type { Pack } from "./model/pack.ts";
export type { Policy, PolicySource } from "./model/policy.ts";
export type { AccountRecording, CallLine, RecordingHeader } from "./model/recording.ts";
export type { Result } from "./model/result.ts";
export { builtIn } from "./policy/built-in.ts";
export { compilePolicies } from "./policy/compile.ts";
export { loadPacks, loadPolicies } from "./policy/load.ts";
export { selectPolicies } from "./policy/select.ts";
export { type RecordingReader, readRecording } from "./recording/read.ts";
export { formats } from "./report/formats.ts";
export { type Look, plainLook, type Render } from "./report/render.ts";
