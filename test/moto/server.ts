import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** moto, the AWS that nobody here wrote, running beside the tests. */
export interface Moto {
  /** For AWS_ENDPOINT_URL: an address, not a name, so that S3 Control has to cope with it too. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const python = process.env["MOTO_PYTHON"] || "python3";
const requirements = join(import.meta.dirname, "requirements.txt");
const patience = 30_000;

/** moto's own server, which ends when we do, however we end: then its standard input closes. */
const program = [
  "import os, sys, threading",
  "from moto.server import main",
  "threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()",
  "main(['-H', '127.0.0.1', '-p', '0'])",
].join("\n");

/** Starts moto on a free port and waits until it answers. Without moto there is nothing to test, so it fails. */
export async function startMoto(): Promise<Moto> {
  const child = spawn(python, ["-c", program], { env: environment(), stdio: "pipe" });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  try {
    const endpoint = await announced(child);
    await answers(endpoint);
    return { endpoint, stop };
  } catch (error) {
    // A program that could not be spawned has no process id and never exits.
    if (child.pid !== undefined) await stop();
    throw error;
  }
}

/** Ours without what would lead moto itself to an AWS account, or set it up in another way. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|MOTO)_/.test(name));
  // moto makes its times from local ones, so that they are hours off anywhere but here.
  return { ...Object.fromEntries(kept), TZ: "UTC", PYTHONUNBUFFERED: "1" };
}

/** Reads the address that moto announces; keeps reading afterwards, or moto would block on its own log. */
function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason: string) => reject(cannotStart(reason, output));
    const timer = setTimeout(() => fail(`no address after ${patience / 1000} s`), patience);
    const read = (text: string): void => {
      // Only the beginning is of interest: every request adds a line.
      if (output.length < 10_000) output += text;
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.on("error", ({ message }) => {
      clearTimeout(timer);
      fail(message);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`it ended with ${signal ?? code}`);
    });
  });
}

async function answers(endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}/moto-api/data.json`, {
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw cannotStart(`its own API answers ${response.status}`, "");
  await response.arrayBuffer();
}

/** The version of moto that `python` would start. */
export async function motoVersion(): Promise<string> {
  const code = "from importlib.metadata import version; print(version('moto'))";
  const child = spawn(python, ["-c", code], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await once(child, "close");
  return output.trim();
}

function cannotStart(reason: string, output: string): Error {
  return new Error(
    [
      `moto could not be started with ${python}: ${reason}.`,
      ...output.trim().split("\n").slice(-5),
      "Install it and name its Python, then run the tests again:",
      `  python3 -m venv moto-env && moto-env/bin/pip install -r ${requirements}`,
      "  MOTO_PYTHON=$PWD/moto-env/bin/python npm run test:moto",
    ].join("\n"),
  );
}
