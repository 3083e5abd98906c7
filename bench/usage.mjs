// Preloaded into a measured process: says on its way out what it cost.
import { readFileSync, writeFileSync } from "node:fs";

/**
 * The most memory, in MB. What getrusage says includes the process that started this one, as it was
 * then; Linux knows it apart. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
function peak(maxRSS) {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return Number(kilobytes) / 1024;
  } catch {
    return maxRSS / 1024;
  }
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(
    process.env["BENCH_USAGE"],
    JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: peak(maxRSS) }),
  );
});
