import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with a line that any reader can take apart: `N passed, N failed`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const failed = tests.filter((test) => test.result().state === "failed").length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    process.stdout.write(`${passed} passed, ${failed + broken} failed\n`);
  }
}
