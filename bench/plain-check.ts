// The limit that judging is measured against: the same reader and facts, and policies as functions.
import { writeFileSync } from "node:fs";
import { accountFacts, readRecording } from "../src/index.ts";
import { judgePlainly } from "./plain-policies.ts";

const [, , recording = "", output = ""] = process.argv;
const started = process.cpuUsage();
const counts = { pass: 0, fail: 0 };
const { header, accounts } = await readRecording(recording);
const asOf = Date.parse(header.startedAt);
for await (const account of accounts) judgePlainly(accountFacts(account).account, asOf, counts);
const { user, system } = process.cpuUsage(started);
writeFileSync(output, JSON.stringify({ ...counts, cpu: (user + system) / 1e6 }));
