import { defineConfig } from "vitest/config";
import { assets } from "./build/assets.ts";
import { CountReporter } from "./test/harness/count-reporter.ts";

const project = (name: string, include: string[], exclude: string[] = []) => ({
  plugins: [assets()],
  test: {
    name,
    include,
    exclude,
    // Modules keep nothing that tests could trip over; loading them anew for each file takes long.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  },
});

const apart = ["e2e", "conformance", "browser", "moto", "package"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", new CountReporter()],
    projects: [
      project(
        "unit",
        ["test/**/*.test.ts"],
        apart.map((folder) => `test/${folder}/**`),
      ),
      ...apart.map((name) => project(name, [`test/${name}/**/*.test.ts`])),
    ],
  },
});
