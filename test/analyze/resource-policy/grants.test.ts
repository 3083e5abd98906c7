import { describe, expect, test } from "vitest";
import { changesOfBucket } from "../../../src/analyze/resource-policy/changing-actions.ts";
import { grantsOf, isPublic } from "../../../src/analyze/resource-policy/grants.ts";
import {
  account,
  aclCheck,
  bucketArn,
  decryptFromAccount,
  encrypt,
  outsider,
  policy,
  write,
} from "./policies.ts";

const changing = changesOfBucket(bucketArn, [`${bucketArn}/AWSLogs/*`]);
const grants = (...statements: object[]) => grantsOf(policy(...statements), changing);

const everyone = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
const given = (Condition: object) => isPublic(grants({ ...everyone, Condition }));

describe("a policy is public", () => {
  test("when everyone, or everyone but some, may do something", () => {
    expect(isPublic(grants(everyone))).toBe(true);
    const { Principal: _, ...rest } = everyone;
    expect(isPublic(grants({ ...rest, NotPrincipal: { AWS: account } }))).toBe(true);
  });

  test("whatever the conditions, unless they are bound to fixed values", () => {
    const open: readonly object[] = [
      { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
      { StringEquals: { "aws:PrincipalAccount": "$".concat("{aws:SourceAccount}") } },
      { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorg1" } },
      { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-exampleorg1/r/x/" } },
      { StringNotEquals: { "aws:PrincipalAccount": account } },
      { StringEquals: { "aws:PrincipalAccount": [account, "*"] } },
      { Bool: { "aws:SecureTransport": "true" } },
      { StringLike: { "aws:PrincipalOrgID": "o-*" } },
    ];
    for (const condition of open) expect([condition, given(condition)]).toEqual([condition, true]);
  });

  test("not when an account, an organization, an ARN or a VPC endpoint is named", () => {
    const bound: readonly object[] = [
      { StringEquals: { "AWS:SourceOwner": account } },
      { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } },
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-exampleorg1/*" } },
      { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${account}:*` } },
      { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::uploads" } },
      { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
    ];
    for (const condition of bound)
      expect([condition, given(condition)]).toEqual([condition, false]);
    expect(isPublic(grants(encrypt, decryptFromAccount))).toBe(false);
  });

  test("perhaps, when some addresses are", () => {
    expect(given({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } })).toMatchObject({
      $unknown: "undecidable",
    });
  });

  test("not by what it denies", () => {
    expect(isPublic(grants({ ...everyone, Effect: "Deny" }))).toBe(false);
  });
});

describe("who may change a bucket", () => {
  const admin = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${outsider}:root` },
    Action: ["s3:PutBucketPolicy", "s3:Get*"],
    Resource: [bucketArn, `${bucketArn}/*`],
  };
  const changes = (...statements: object[]) => grants(...statements)[0]?.changes;
  const deny = { ...admin, Effect: "Deny", Principal: "*", Action: "s3:*" };

  test("is said with account and action", () => {
    expect(grants(admin)).toEqual([
      {
        principal: `arn:aws:iam::${outsider}:root`,
        kind: "account",
        accountId: outsider,
        actions: ["s3:PutBucketPolicy", "s3:Get*"],
        isConditional: false,
        changes: ["s3:PutBucketPolicy"],
      },
    ]);
  });

  test("sees through wildcards and NotAction", () => {
    expect(changes({ ...admin, Action: "s3:*" })).toHaveLength(changing.length);
    expect(changes({ ...admin, Action: "s3:DeleteObj*" })).toEqual([
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
    ]);
    const { Action: _, ...rest } = admin;
    expect(changes({ ...rest, NotAction: "s3:DeleteBucket" })).not.toContain("s3:DeleteBucket");
  });

  test("is nobody elsewhere in the bucket", () => {
    const elsewhere = { ...admin, Action: "s3:DeleteObject", Resource: `${bucketArn}/other/*` };
    expect(changes(elsewhere)).toEqual([]);
  });

  test("takes into account what is denied for certain", () => {
    expect(changes(admin, { ...deny, Principal: { AWS: outsider } })).toEqual([]);
    const others = { ...deny, Principal: undefined, NotPrincipal: { AWS: account } };
    expect(changes(admin, others)).toEqual([]);
    const plainHttp = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(changes(admin, { ...deny, ...plainHttp })).toEqual(["s3:PutBucketPolicy"]);
    const notOurs = { Condition: { StringNotEquals: { "aws:PrincipalAccount": account } } };
    expect(changes(admin, { ...deny, ...notOurs })).toEqual([]);
  });

  test("is undecidable where a Deny hangs on the organization", () => {
    const notOurs = { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } } };
    expect(changes(admin, { ...deny, ...notOurs })).toMatchObject({ $unknown: "undecidable" });
  });

  test("leaves out identities that are gone, and says what services may", () => {
    expect(grants({ ...admin, Principal: { AWS: "AIDAEXAMPLEID" } })).toEqual([]);
    expect(grants(aclCheck, write).map(({ kind }) => kind)).toEqual(["service", "service"]);
  });

  test("counts everyone of an account as that account", () => {
    const bound = { StringEquals: { "aws:PrincipalAccount": [account, outsider] } };
    const found = grants({ ...admin, Principal: "*", Condition: bound });
    expect(found.map(({ accountId }) => accountId)).toEqual([account, outsider]);
  });
});
