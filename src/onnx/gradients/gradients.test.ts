import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { gradientContract } from "../../testing/gradient-contract.ts";
import type { Gradient } from "../differentiation/gradient.ts";
import { gradientOf } from "../differentiation/gradient-table.ts";

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

for (const file of files) {
  const module = (await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, unknown>;
  const gradients = Object.entries(module).filter(([name]) => name.endsWith("Gradient")) as [string, Gradient<never>][];
  describe(`onnx/gradients/${file}`, () => {
    test("exports a gradient that has examples and is in the table", () => {
      expect(gradients.length).toBeGreaterThan(0);
      for (const [, gradient] of gradients) {
        expect(gradient.examples.length).toBeGreaterThan(0);
        expect(gradientOf(gradient.op)).toBe(gradient);
      }
    });
    for (const [name, gradient] of gradients) {
      for (const { title, check } of gradientContract(gradient.examples)) test(`${name}: ${title}`, check);
    }
  });
}
