import { expect } from "vitest";
import type { AccountRecording } from "../../src/model/recording.ts";
import { callsNobodyMakes } from "./collector.ts";
import {
  bolderWhenBlinder,
  judge,
  type Parameters,
  policyErrors,
  unfoundedPasses,
} from "./verdicts.ts";

/** What holds for every account, whichever of the policies speaks. */
export async function expectHonesty(
  recording: AccountRecording,
  asOf: string,
  params: Parameters = {},
): Promise<void> {
  const findings = judge(recording, asOf, params);
  expect(await callsNobodyMakes(recording)).toEqual([]);
  expect(policyErrors(findings)).toEqual([]);
  expect(unfoundedPasses(recording, findings)).toEqual([]);
  expect(bolderWhenBlinder(recording, asOf, params)).toEqual([]);
}
