import { expect, test } from "vitest";
import { fraudReport } from "./fixtures/fraud-report.ts";
import { shortReport } from "./short-report.ts";

test("the short report has the documented fields, the package as its path", () => {
  const short = shortReport(fraudReport);
  expect(Object.keys(short)).toEqual([
    "system",
    "run",
    "data",
    "seed",
    "ladder",
    "chosen",
    "test",
    "slices",
    "requirements",
    "package",
    "findings",
  ]);
  expect(short.data).toMatchObject({ source: fraudReport.data.source, fingerprint: fraudReport.data.fingerprint, rows: 621_873 });
  expect(Object.keys(short.ladder[0] ?? {})).toEqual(["candidate", "rung", "validation", "seconds"]);
  expect(short.requirements[0]).toEqual({ name: "average_precision ≥ 0.6", measured: 0.606, bound: 0.6, met: true });
  expect(short.package).toBe(fraudReport.package.path);
});

test("it survives JSON; what is not defined becomes null", () => {
  const read = JSON.parse(JSON.stringify(shortReport(fraudReport)));
  expect(read.requirements.at(-1)).toMatchObject({ measured: null, met: false, problem: "no test row has region = north" });
});
