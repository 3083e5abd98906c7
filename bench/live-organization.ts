import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessKeyFor } from "../src/emulator/access-keys.ts";
import { environmentFor, startEmbeddedAws } from "../src/emulator/start.ts";
import { management, organizationWorld } from "../test/harness/organization.ts";
import { runOnce } from "./measure.ts";
import { regions } from "./organization.ts";

/** What it costs to read an organization, and what the SDK alone takes for the same calls. */
export interface LiveOrganization {
  readonly calls: number;
  readonly cpu: number;
  readonly rss: number;
  /** Of a tenth of the accounts. */
  readonly rssOfFew: number;
  readonly plainCpu: number;
}

const now = "2026-01-15T12:00:00.000Z";

export async function measureLiveOrganization(
  accounts: number,
  programs: { readonly main: string; readonly plainCalls: string; readonly folder: string },
): Promise<LiveOrganization> {
  const { main, plainCalls, folder } = programs;
  const recording = (count: number): string => join(folder, `live-${count}.ndjson`);
  const collect = async (count: number) => {
    const world = organizationWorld(now, { count, regions });
    const aws = await startEmbeddedAws({ world });
    const environment = environmentFor(aws, accessKeyFor(management));
    const words = [main, "collect", "-o", recording(count), "--org", "--role", "Audit"];
    const cost = await runOnce({ words, environment });
    return { aws, environment, cost };
  };
  const few = await collect(accounts / 10);
  await few.aws.close();
  const { aws, environment, cost } = await collect(accounts);
  const plain = join(folder, "plain-calls.json");
  await runOnce({ words: [plainCalls, recording(accounts), plain], environment });
  await aws.close();
  const { cpu: plainCpu, calls } = JSON.parse(readFileSync(plain, "utf8")) as {
    cpu: number;
    calls: number;
  };
  return { calls, cpu: cost.cpu, rss: cost.rss, rssOfFew: few.cost.rss, plainCpu };
}
