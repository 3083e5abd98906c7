import { describe, expect, test } from "vitest";
import {
  deliveryOf,
  legacyPrincipals,
} from "../../../src/analyze/resource-policy/bucket-delivery.ts";
import type { TrailOfPolicy } from "../../../src/analyze/resource-policy/cloudtrail-calls.ts";
import { cloudTrailGrants } from "../../../src/analyze/resource-policy/cloudtrail-grants.ts";
import { isAboutEncrypting, keyUseOf } from "../../../src/analyze/resource-policy/key-use.ts";
import {
  account,
  aclCheck,
  bucketArn,
  describeKey,
  encrypt,
  keyArn,
  outsider,
  policy,
  service,
  trailArn,
  write,
} from "./policies.ts";

const trail: TrailOfPolicy = { arn: trailArn, accountId: account, isOrganizationTrail: false };
const unknown = { $unknown: "undecidable" };

describe("delivery to a bucket", () => {
  const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${bucketArn}/*`,
  };
  const denyUnless = (Condition: object) =>
    deliveryOf(policy(aclCheck, write, { ...deny, Condition }), bucketArn, {
      ...trail,
      kmsKeyId: keyArn,
    });

  test("is allowed by the policy of AWS's manual", () => {
    expect(deliveryOf(policy(aclCheck, write), bucketArn, trail)).toEqual({
      trailArn,
      aclCheck: true,
      logFiles: true,
      digestFiles: true,
    });
  });

  test("needs the trail's prefix, account and name", () => {
    const statements = policy(aclCheck, write);
    const elsewhere = deliveryOf(statements, bucketArn, { ...trail, s3KeyPrefix: "x" });
    expect(elsewhere).toMatchObject({ aclCheck: true, logFiles: false });
    expect(deliveryOf(statements, bucketArn, { ...trail, accountId: outsider }).logFiles).toBe(
      false,
    );
    const renamed = { ...trail, arn: `${trailArn}-2` };
    expect(deliveryOf(statements, bucketArn, renamed).aclCheck).toBe(false);
  });

  test("of an organization's trail needs the organization's path too", () => {
    const organizational = {
      ...trail,
      isOrganizationTrail: true,
      organizationId: "o-exampleorg1",
    };
    const shared = { ...write, Resource: `${bucketArn}/AWSLogs/o-exampleorg1/*` };
    const both = policy(aclCheck, write, shared);
    const { organizationId: _, ...ofUnknown } = organizational;
    expect(deliveryOf(both, bucketArn, organizational).logFiles).toBe(true);
    expect(deliveryOf(policy(aclCheck, write), bucketArn, organizational).logFiles).toBe(false);
    expect(deliveryOf(both, bucketArn, ofUnknown).logFiles).toMatchObject(unknown);
    const everywhere = policy(aclCheck, { ...write, Resource: `${bucketArn}/AWSLogs/*` });
    expect(deliveryOf(everywhere, bucketArn, ofUnknown).logFiles).toBe(true);
  });

  test("is not stopped by a Deny of plain HTTP, of other ACLs or for outsiders that are no service", () => {
    const harmless = [
      { Bool: { "aws:SecureTransport": "false" } },
      { StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      {
        StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    ];
    for (const condition of harmless) expect(denyUnless(condition).logFiles).toBe(true);
  });

  test("is stopped by a Deny for whoever is not of the organization", () => {
    const condition = { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } };
    expect(denyUnless(condition)).toMatchObject({ logFiles: false, digestFiles: false });
  });

  test("of digest files is stopped by a Deny of everything but SSE-KMS", () => {
    const kms = { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } };
    expect(denyUnless(kms)).toMatchObject({ logFiles: true, digestFiles: false });
    const either = {
      StringNotEquals: { "s3:x-amz-server-side-encryption": ["aws:kms", "AES256"] },
    };
    expect(denyUnless(either)).toMatchObject({ logFiles: true, digestFiles: true });
  });

  test("is undecidable where a Deny hangs on what is not known", () => {
    const address = { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
    expect(denyUnless(address).logFiles).toMatchObject(unknown);
  });

  test("to accounts of the past is seen", () => {
    const old = { ...write, Principal: { AWS: "arn:aws:iam::086441151436:root" } };
    expect(legacyPrincipals(policy(write, old))).toEqual(["arn:aws:iam::086441151436:root"]);
    expect(legacyPrincipals(policy(write))).toEqual([]);
  });
});

describe("use of a key", () => {
  const decrypt = { ...describeKey, Action: "kms:Decrypt" };

  test("is allowed by the policy of AWS's manual", () => {
    expect(keyUseOf(policy(encrypt, describeKey, decrypt), keyArn, trail)).toEqual({
      trailArn,
      generateDataKey: true,
      describeKey: true,
      decrypt: true,
    });
  });

  test("is not without a statement, for another trail, in another context or where it is denied", () => {
    expect(keyUseOf(policy(encrypt), keyArn, trail)).toMatchObject({ describeKey: false });
    expect(keyUseOf(policy(encrypt), keyArn, { ...trail, arn: `${trailArn}-2` })).toMatchObject({
      generateDataKey: false,
    });
    const context = { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:*:${outsider}:*` };
    const other = policy({ ...encrypt, Condition: { StringLike: context } });
    expect(keyUseOf(other, keyArn, trail).generateDataKey).toBe(false);
    const denied = policy(encrypt, {
      ...encrypt,
      Effect: "Deny",
      Principal: "*",
      Condition: undefined,
    });
    expect(keyUseOf(denied, keyArn, trail).generateDataKey).toBe(false);
  });
});

describe("whose trails CloudTrail's statements are for", () => {
  const grantWith = (Condition: object) => cloudTrailGrants(policy({ ...write, Condition }))[0];

  test("is said by aws:SourceArn, aws:SourceAccount or aws:SourceOrgID", () => {
    expect(cloudTrailGrants(policy(write))).toEqual([
      {
        actions: ["s3:PutObject"],
        sourceArns: [trailArn],
        sourceArnAccounts: [account],
        sourceAccounts: [],
        sourceOrganizations: [],
      },
    ]);
    expect(grantWith({ StringEquals: { "AWS:SourceAccount": account } })).toMatchObject({
      sourceArnAccounts: [],
      sourceAccounts: [account],
    });
    expect(grantWith({ StringEquals: { "aws:SourceOrgID": "o-exampleorg1" } })).toMatchObject({
      sourceOrganizations: ["o-exampleorg1"],
    });
  });

  test("is anyone's where the account is a wildcard", () => {
    const pattern = "arn:aws:cloudtrail:*:*:trail/*";
    expect(grantWith({ ArnLike: { "aws:SourceArn": pattern } })?.sourceArnAccounts).toEqual(["*"]);
    expect(grantWith({ StringLike: { "aws:SourceArn": "*" } })?.sourceArnAccounts).toEqual(["*"]);
  });

  test("is nobody's in particular where only the presence or something else is asked for", () => {
    const none = { sourceArnAccounts: [], sourceAccounts: [], sourceOrganizations: [] };
    expect(grantWith({ Null: { "aws:SourceArn": "false" } })).toMatchObject(none);
    expect(grantWith({ ArnNotLike: { "aws:SourceArn": "arn:aws:*:*:1:*" } })).toMatchObject(none);
  });

  test("is undecidable where the condition need not hold", () => {
    const grant = grantWith({ StringEqualsIfExists: { "aws:SourceArn": trailArn } });
    expect(grant?.sourceArnAccounts).toMatchObject(unknown);
  });

  test("of a key is said by the statements about encrypting", () => {
    const statements = policy(encrypt, describeKey, { ...encrypt, Action: "kms:*" });
    expect(cloudTrailGrants(statements, isAboutEncrypting).map(({ actions }) => actions)).toEqual([
      ["kms:GenerateDataKey*"],
      ["kms:*"],
    ]);
  });

  test("leaves out what is denied or for others", () => {
    const others = { Service: "config.amazonaws.com" };
    const mixed = { Service: ["config.amazonaws.com", service.Service] };
    const statements = [
      { ...write, Effect: "Deny" },
      { ...write, Principal: others },
      { ...write, Principal: "*" },
      { ...write, Principal: mixed },
    ];
    expect(cloudTrailGrants(policy(...statements))).toHaveLength(1);
  });
});
