/** `npm test`: makes what the tests need, runs vitest with the arguments given, and ends with "N passed, N failed". */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureKernels } from "./ensure-kernels.ts";
import { ensureSystemPackages } from "./ensure-system-packages.ts";
import { root } from "./root.ts";

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

/** Failed tests, and files that failed without any test having failed (they did not load). */
function failures(report: Report): number {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return report.numFailedTests + brokenFiles.length;
}

function runTests(reportFile: string): number {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const { status } = spawnSync(process.execPath, [vitest, "run", ...reporters, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  return status ?? 1;
}

ensureSystemPackages();
ensureKernels();
const folder = mkdtempSync(join(tmpdir(), "millwright-test-"));
const reportFile = join(folder, "report.json");
let status = runTests(reportFile);
if (existsSync(reportFile)) {
  const report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  // Errors outside of any test end vitest with 1, too.
  const failed = Math.max(failures(report), status === 0 ? 0 : 1);
  if (failed > 0 && status === 0) status = 1;
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
} else {
  console.log("0 passed, 1 failed");
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = status;
