// The limit that judging is measured against: the same reader, facts and analyses, with the policies
// as plain functions, and nothing made of the verdicts.
import { writeFileSync } from "node:fs";
import { accountFacts, builtIn, readRecording } from "../src/index.ts";
import { judgePlainly, plainPolicies } from "./plain-policies.ts";

const [, , recording = "", output = ""] = process.argv;
const policies = plainPolicies(builtIn.policies);
const started = process.cpuUsage();
const counts = { pass: 0, fail: 0 };
const { header, accounts } = await readRecording(recording);
const asOf = new Date(header.startedAt);
for await (const account of accounts) {
  judgePlainly(accountFacts(account).account, policies, asOf, counts);
}
const { user, system } = process.cpuUsage(started);
writeFileSync(output, JSON.stringify({ ...counts, cpu: (user + system) / 1e6 }));
