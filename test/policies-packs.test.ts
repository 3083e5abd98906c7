import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anchor } from "../scripts/markdown.ts";
import { loadPacks, loadPolicies } from "../src/policy/load.ts";

const folder = join(import.meta.dirname, "../policies");

const read = (isPack: boolean) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml") && file.startsWith("packs") === isPack)
    .sort()
    .map((file) => ({ path: `policies/${file}`, text: readFileSync(join(folder, file), "utf8") }));

const packFiles = read(true);
const { items: packs } = loadPacks(packFiles);
const { items: policies } = loadPolicies(read(false), { packs });

const packOf = (id: string) => packs.find((pack) => pack.id === id);
const idsOf = (pack: string): string[] => packOf(pack)?.requirements.map(({ id }) => id) ?? [];
const requirement = (pack: string, id: string) =>
  packOf(pack)?.requirements.find((candidate) => candidate.id === id);
const answers = (pack: string, id: string): string[] =>
  policies.filter(({ controls }) => controls[pack]?.includes(id)).map((policy) => policy.id);

const cisVersions = ["1.2", "1.3", "1.4", "1.5", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0"];

describe("every pack", () => {
  test.each(packs.map((pack) => [pack.id, pack] as const))("%s is in order", (id, pack) => {
    const ids = pack.requirements.map((item) => item.id);
    expect(packFiles.map(({ path }) => path)).toContain(`policies/packs/${id}.yaml`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pack.requirements.filter(({ title }) => /^TODO|[.!]$|^\s|\s$/.test(title))).toEqual([]);
    const known = policies.map((policy) => policy.id);
    expect((pack.policies ?? []).filter((policy) => !known.includes(policy))).toEqual([]);
  });

  test("with several sources says of each requirement whose mapping it is", () => {
    const mixed = packs.filter(({ mappingSource = "" }) => mappingSource.includes(";"));
    expect(mixed.length).toBeGreaterThan(10);
    for (const { mappingSource = "", requirements } of mixed) {
      for (const { id, mappingSource: own } of requirements) {
        expect(own, id).toBeDefined();
        for (const source of own?.split("; ") ?? []) expect(mappingSource).toContain(source);
      }
    }
  });

  test("has a place of its own on the page of coverage", () => {
    expect(new Set(packs.map(({ id }) => anchor(id))).size).toBe(packs.length);
  });
});

describe("where sources disagree", () => {
  test("CIS: access logging is 3.4 of v5.0; CloudWatch Logs left the benchmark with v3.0", () => {
    expect(answers("cis-aws-5.0", "3.4")).toEqual(["bucket-access-logging"]);
    expect(answers("cis-aws-1.4", "3.4")).toContain("trail-cloudwatch-logs");
    const later = cisVersions.filter((version) => Number(version) >= 3).map((v) => `cis-aws-${v}`);
    const cloudWatch = policies.find(({ id }) => id === "trail-cloudwatch-logs");
    expect(Object.keys(cloudWatch?.controls ?? {}).filter((id) => later.includes(id))).toEqual([]);
  });

  test("CIS: v5.0 made 3.1 and 3.4 manual, which they were not before", () => {
    for (const id of ["3.1", "3.4"]) {
      expect(requirement("cis-aws-4.0", id)?.assessment).toBe("automated");
      expect(requirement("cis-aws-5.0", id)?.assessment).toBe("manual");
    }
    expect(requirement("cis-aws-6.0", "4.1")?.assessment).toBe("manual");
    expect(requirement("cis-aws-7.0", "4.4")?.assessment).toBe("manual");
  });

  test("CIS: object writes are level 2 in v6.0 as in every version", () => {
    const places = { "1.3": "3.10", "2.0": "3.10", "3.0": "3.8", "5.0": "3.8", "6.0": "4.8" };
    for (const [version, id] of Object.entries(places)) {
      expect(requirement(`cis-aws-${version}`, id)?.level).toBe("L2");
    }
  });

  test("CIS: 4.1 and 4.2 of v1.4 are automated, though Security Hub calls them manual", () => {
    expect(requirement("cis-aws-1.4", "4.1")?.assessment).toBe("automated");
    expect(requirement("cis-aws-1.4", "4.2")?.assessment).toBe("automated");
  });

  test("CIS: the alarms keep their order in every version", () => {
    for (const version of cisVersions) {
      const section = { "1.2": "3", "6.0": "5", "7.0": "5" }[version] ?? "4";
      expect(requirement(`cis-aws-${version}`, `${section}.5`)?.title).toMatch(/CloudTrail$/);
      expect(requirement(`cis-aws-${version}`, `${section}.14`)?.title).toMatch(/VPCs$/);
    }
  });

  test("FSBP holds what its own page lists: not CloudTrail.3, CloudTrail.6 and CloudTrail.7", () => {
    expect(idsOf("aws-fsbp").filter((id) => id.startsWith("CloudTrail."))).toEqual(
      ["1", "2", "4", "5"].map((number) => `CloudTrail.${number}`),
    );
    expect(idsOf("aws-fsbp")).not.toContain("KMS.4");
  });

  test("Security Hub numbers its controls itself: other tools' CloudTrail.8 and .11 are no ids", () => {
    expect(idsOf("aws-security-hub").filter((id) => id.startsWith("CloudTrail."))).toEqual(
      ["1", "2", "3", "4", "5", "6", "7", "9", "10"].map((number) => `CloudTrail.${number}`),
    );
  });

  test("encryption: a bucket's default is no answer to SSE-KMS of the trail", () => {
    const places = [
      ["aws-fsbp", "CloudTrail.2"],
      ["aws-best-practices", "P2"],
      ["cis-aws-1.4", "3.7"],
      ["cis-aws-5.0", "3.5"],
      ["cis-aws-7.0", "4.5"],
    ] as const;
    for (const [pack, id] of places) {
      expect(answers(pack, id)).toContain("trail-kms-encrypted");
      expect(answers(pack, id)).not.toContain("bucket-default-kms");
    }
  });

  test("exclusions: AWS's advice to exclude KMS events needs a parameter, CIS keeps the rule", () => {
    const policy = policies.find(({ id }) => id === "trail-multi-region-all-mgmt");
    expect(policy?.params).toEqual({ allowExclusions: false });
    expect(policy?.controls["cis-aws-5.0"]).toEqual(["3.1"]);
  });

  test("NIST CSF 2.0 has its own ids, none of version 1.1", () => {
    expect(idsOf("nist-csf-2.0").filter((id) => !/^[A-Z]{2}\.[A-Z]{2}-\d\d$/.test(id))).toEqual([]);
    expect(packOf("nist-csf-2.0")?.mappingSource).toBe("Steampipe");
  });

  test("NIST SP 800-53 r5 names no control that the revision withdrew or never had", () => {
    const gone = ["AC-3(1)", "SA-1(1)", "SI-1(1)(c)"];
    expect(idsOf("nist-800-53-r5").filter((id) => gone.includes(id))).toEqual([]);
  });

  test("PCI DSS 4.0: Insights answers nothing, that mapping belongs to another check", () => {
    const insights = policies.filter(({ id }) => id === "events-insights");
    for (const { controls } of insights) {
      expect(Object.keys(controls).filter((id) => id.startsWith("pci-dss"))).toEqual([]);
    }
    expect(idsOf("pci-dss-4.0").filter((id) => !/^A?\d+(\.\d+)+$/.test(id))).toEqual([]);
  });

  test("PCI DSS 4.0.1 is mapped by Security Hub, retention of logs apart", () => {
    const others = packOf("pci-dss-4.0.1")?.requirements.filter(
      ({ mappingSource }) => mappingSource !== "AWS Security Hub CSPM",
    );
    expect(others?.map(({ id }) => id)).toEqual(["10.5.1"]);
  });

  test("SOC 2: the requirement that Prowler numbers A1.1 is A1.2, as it names it", () => {
    expect(idsOf("soc2")).toContain("A1.2");
    expect(idsOf("soc2")).not.toContain("A1.1");
  });

  test("ids are the framework's own, without a tool's suffixes", () => {
    expect(idsOf("hipaa").filter((id) => !/^164\.3\d\d(\([a-z0-9A-Zivx]+\))+$/.test(id))).toEqual(
      [],
    );
    expect(idsOf("ens-2022").filter((id) => !/^op\.\w+\.\d+(\.r\d)?$/.test(id))).toEqual([]);
    expect(idsOf("iso-27001-2013").filter((id) => !/^A\.\d+\.\d+$/.test(id))).toEqual([]);
    expect(idsOf("gxp-21-cfr-11").filter((id) => !/^11\.\d\d/.test(id))).toEqual([]);
    expect(idsOf("cis-controls-8")).not.toContain("8.1");
  });

  test("Well-Architected keeps the meaning that its numbers had when they were mapped", () => {
    const pack = packOf("aws-well-architected");
    expect(pack?.version).toMatch(/older titles/);
    expect(requirement("aws-well-architected", "SEC04-BP02")?.title).toMatch(/analysed centrally/);
  });

  test("NIS2 says that its numbering is unverified", () => {
    expect(packOf("nis2")?.mappingSource).toMatch(/unverified/);
  });
});

test("what only detections on the logs could answer is not covered", () => {
  for (const [pack, id] of [
    ["soc2", "CC3.3"],
    ["iso-27001-2022", "A.5.7"],
    ["dora", "Art45"],
    ["nis2", "6.9.2"],
    ["cis-controls-8.1", "10.7"],
  ] as const) {
    expect(requirement(pack, id), id).toBeDefined();
    expect(answers(pack, id)).toEqual([]);
  }
});

describe("MFA delete and lifecycle rules exclude each other", () => {
  test("a pack cannot demand both: it sets no parameters", () => {
    const text = `id: strict
title: A strict pack
policies: [bucket-mfa-delete, bucket-retention]
params: { bucket-retention: { requireLifecycle: true } }
requirements: []
`;
    const { items, mistakes } = loadPacks([{ path: "packs/strict.yaml", text }]);
    expect(items).toEqual([]);
    expect(mistakes).toMatchObject([{ code: "pack/unknown-field" }]);
  });

  test("and no policy demands a lifecycle by default", () => {
    const demanding = policies.filter(({ params }) => params?.["requireLifecycle"] === true);
    expect(demanding).toEqual([]);
  });
});
