import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allEstimators, allMetrics, listQualities } from "../modeling/index.ts";
import { estimatorContract, listCase, metricContract } from "./index.ts";

describe("every metric keeps the metric contract", () => {
  for (const metric of allMetrics) for (const { title, check } of metricContract(metric)) it(title, check);
  // They say what lists are like, not whether they are right: no list is best.
  for (const metric of listQualities)
    for (const { title, check } of metricContract(metric, [listCase({ withPerfect: false })])) it(title, check);

  it("and every file that defines a metric is registered", () => {
    const folder = new URL("../modeling/metrics/", import.meta.url);
    const registry = readFileSync(new URL("all-metrics.ts", folder), "utf8");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const defining = files
      .filter((file) => / = \{\n {2}name: "|export function \w+\(.*\): Metric \{/.test(readFileSync(new URL(file, folder), "utf8")))
      .filter((file) => !file.endsWith("list-metric.ts"));
    expect(defining.length).toBeGreaterThan(20);
    for (const file of defining) expect(registry).toContain(`"./${file}"`);
  });
});

describe("every estimator keeps the estimator contract", () => {
  for (const { make, skip: reasons } of allEstimators) {
    for (const { title, check, skip } of estimatorContract(make, reasons)) {
      it.skipIf(skip !== undefined)(skip === undefined ? title : `${title} [skipped: ${skip}]`, check);
    }
  }
});
