import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { changeOfTemplate } from "../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../src/iac/cloudformation/read-template.ts";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { record } from "../harness/recorded.ts";
import { iacCases } from "./iac-cases.ts";
import { iacRules } from "./iac-rules.ts";
import { statusesOf } from "./iac-verdicts.ts";

const account = "111122223333";
const policies = await compilePolicies(builtIn.policies, builtIn.conditions);
test("x", async () => {
  const empty = await record({ accounts: [buildAccount({ id: account, publicAccessBlock: {} })] }, { account });
  const rows: string[] = [];
  for (const c of iacCases()) {
    if (c.format !== "cloudformation") continue;
    let change;
    try { change = changeOfTemplate(readTemplate(c.name, c.text), { parameters: {}, region: "us-east-1", account }, c.name); } catch { continue; }
    const all = statusesOf(change, empty, policies);
    for (const { rule, resource, verdict } of c.expected) {
      const r = iacRules[rule];
      if (!r || !("policies" in r) || verdict === "SKIP") continue;
      const ours = r.policies.map((id) => {
        const mine = all.filter((s) => s.policy === id);
        const of = resource === undefined ? mine.filter((s) => s.address !== undefined || mine.length === 1) : mine.filter((s) => s.address === resource || mine.length === 1);
        return of.map((s) => `${s.status}${s.address ? "@" + s.address : ""}`).join("|");
      }).join(" & ");
      rows.push([rule, verdict, resource ?? "-", ours, c.name].join("\t"));
    }
  }
  writeFileSync("/tmp/iac/rows.tsv", rows.join("\n"));
});
