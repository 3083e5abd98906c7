import { describe, expect, test } from "vitest";
import { factsNamed, listedFacts } from "../../src/policy/listed-facts.ts";

const named = (name: string): string[] =>
  factsNamed(name, listedFacts()).flatMap(({ type, facts }) =>
    facts.map((fact) => `${type}.${fact.name}`),
  );

describe("a name", () => {
  test.each(["log-group", "logGroup", "LogGroup"])("%s stands for all that it has", (name) => {
    expect(named(name)).toContain("LogGroup.retentionInDays");
    expect(named(name).every((fact) => fact.startsWith("LogGroup."))).toBe(true);
  });

  test("with the beginning of a fact stands for facts of any noun", () => {
    expect(named("kms")).toEqual(
      expect.arrayContaining(["Trail.kmsKeyId", "LogGroup.kmsKeyId", "Topic.kmsMasterKeyId"]),
    );
  });

  test("with a path stands for what is there", () => {
    expect(named("trail.kms")).toEqual(["Trail.kmsKeyId"]);
    expect(named("trail.bucket")).toContain("Bucket.versioning");
    expect(named("account.trails[].isLogging")).toEqual(["Trail.isLogging"]);
    expect(named("coverage.gaps.witness")).toEqual(["EventGap.witness"]);
  });

  test.each(["trial", "trail.bukket.name", "", "constructor", "trail.constructor.name"])(
    "%j stands for nothing, or for all that begins so",
    (name) => {
      expect(named(name).every(() => name === "")).toBe(true);
    },
  );
});
