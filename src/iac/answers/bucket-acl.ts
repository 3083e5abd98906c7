import { unresolved } from "../resolved.ts";
import type { Read } from "./bucket-settings.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const cannedGrants: { readonly [acl: string]: readonly (readonly [string, string])[] } = {
  ...{ private: [], logdeliverywrite: [], awsexecread: [] },
  ...{ bucketownerread: [], bucketownerfullcontrol: [] },
  publicread: [["AllUsers", "READ"]],
  publicreadwrite: [
    ["AllUsers", "READ"],
    ["AllUsers", "WRITE"],
  ],
  authenticatedread: [["AuthenticatedUsers", "READ"]],
};

/** Groups of everyone are all that is told apart among grants. */
export const accessControl: Read = ({ AccessControl: acl = "Private" }, address) => {
  const name = String(acl).replaceAll("-", "").toLowerCase();
  const grants = Object.hasOwn(cannedGrants, name) ? cannedGrants[name] : undefined;
  return {
    Grants:
      grants?.map(([group, Permission]) => ({
        Grantee: { Type: "Group", URI: `http://acs.amazonaws.com/groups/global/${group}` },
        Permission,
      })) ?? unresolved(`what the ACL of ${address} grants`),
  };
};
