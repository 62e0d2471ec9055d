import { expect, test } from "vitest";
import type { Manifest } from "../package/manifest.ts";
import { replierFor } from "./replies.ts";

const binary = { kind: "binary", target: "fraud", classes: ["no", "yes"] } as const;
const reply = (parts: Pick<Manifest, "task" | "policy">, values: readonly number[], row = 0, width = 1) =>
  replierFor(parts)({ rows: values.length / width, width, values: Float64Array.from(values) }, row);

test("binary: the threshold that costs least decides and labels, the confidence is the larger probability", () => {
  const parts = { task: binary, policy: { threshold: 0.2 } };
  expect(reply(parts, [0.1, 0.2], 0)).toEqual({ prediction: 0.1, label: "no", confidence: 0.9, decision: "pass" });
  expect(reply(parts, [0.1, 0.2], 1)).toEqual({ prediction: 0.2, label: "yes", confidence: 0.8, decision: "act" });
});

test("binary: without a policy nothing is decided; below the confidence a person decides", () => {
  expect(reply({ task: binary, policy: {} }, [0.7])).toEqual({ prediction: 0.7, label: "yes", confidence: 0.7 });
  expect(reply({ task: binary, policy: { deferBelow: 0.75 } }, [0.7])).toMatchObject({ decision: "defer" });
  expect(reply({ task: binary, policy: { deferBelow: 0.75 } }, [0.75])).toMatchObject({ decision: "act" });
});

test("multiclass: the five most probable classes, largest first, ties in the order of the classes", () => {
  const task = { kind: "multiclass", target: "language", classes: ["a", "b", "c", "d", "e", "f", "g"] } as const;
  const result = reply({ task, policy: {} }, [0, 0.1, 0.3, 0.1, 0.2, 0.05, 0.25], 0, 7);
  expect(result).toMatchObject({ prediction: 0.3, label: "c", confidence: 0.3 });
  expect(Object.entries(result.probabilities ?? {})).toEqual([
    ["c", 0.3],
    ["g", 0.25],
    ["e", 0.2],
    ["b", 0.1],
    ["d", 0.1],
  ]);
  expect(reply({ task, policy: { deferBelow: 0.5 } }, [0, 0.1, 0.3, 0.1, 0.2, 0.05, 0.25], 0, 7).decision).toBe("defer");
});

test("regression: the interval with its coverage, or the value alone", () => {
  const task = { kind: "regression", target: "price", classes: [] } as const;
  const prediction = { rows: 1, width: 1, values: Float64Array.of(5), low: Float64Array.of(4), high: Float64Array.of(7) };
  expect(replierFor({ task, policy: { intervalCoverage: 0.9 } })(prediction, 0)).toEqual({
    prediction: 5,
    low: 4,
    high: 7,
    confidence: 0.9,
  });
  expect(reply({ task, policy: {} }, [5])).toEqual({ prediction: 5 });
});
