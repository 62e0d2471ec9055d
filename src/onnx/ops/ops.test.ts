import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { opContract } from "../../testing/op-contract.ts";
import type { Op } from "../op.ts";

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

function opsOf(module: Record<string, unknown>): [string, Op][] {
  return Object.entries(module).filter(([name]) => name.endsWith("Op")) as [string, Op][];
}

for (const file of files) {
  const module = (await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, unknown>;
  describe(`onnx/ops/${file}`, () => {
    test("exports an op with examples and its function", () => {
      expect(opsOf(module).length).toBeGreaterThan(0);
      for (const [name, op] of opsOf(module)) {
        expect(op.examples.length, `${name} has no examples`).toBeGreaterThan(0);
      }
      expect(Object.values(module).some((exported) => typeof exported === "function")).toBe(true);
    });
    for (const [name, op] of opsOf(module)) {
      for (const { title, check } of opContract(op.examples)) test(`${name}: ${title}`, check);
    }
  });
}
