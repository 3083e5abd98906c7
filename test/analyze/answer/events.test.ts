import { expect, test } from "vitest";
import { answerEvents } from "../../../src/analyze/answer/events.ts";
import { complete } from "../../../src/model/unknown.ts";
import { accountWith, advanced, regionNamed, trail } from "../coverage/given.ts";

const now = { asOf: new Date("2026-01-15T12:00:00Z") };
const inRegions = (...names: readonly string[]) =>
  accountWith([trail("main", [advanced("Management")])], {
    regions: complete(names.map(regionNamed)),
  });
const types = ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::Guardrail"];

test("gaps of several types in one Region are told apart, and the Region counts once", () => {
  const answer = answerEvents(
    inRegions("us-east-1"),
    { category: "Data", resourceTypes: types },
    now,
  );
  expect(answer.gaps.map(({ regions }) => regions)).toEqual([["us-east-1"], ["us-east-1"]]);
  expect(answer.explanation).toMatch(/ in us-east-1: /);
});

test("the same gap in several Regions is told once", () => {
  const answer = answerEvents(
    inRegions("us-east-1", "eu-west-1"),
    { category: "Data", resourceTypes: types },
    now,
  );
  expect(answer.gaps.map((gap) => [...gap.regions].sort())).toEqual([
    ["eu-west-1", "us-east-1"],
    ["eu-west-1", "us-east-1"],
  ]);
});
