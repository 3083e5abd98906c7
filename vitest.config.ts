import { defineConfig } from "vitest/config";
import { assets } from "./build/assets.ts";

export default defineConfig({
  plugins: [assets()],
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
