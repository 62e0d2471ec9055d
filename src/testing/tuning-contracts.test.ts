import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allPruners, allSamplers } from "../modeling/index.ts";
import { prunerContract, samplerContract } from "./index.ts";

const folder = new URL("../modeling/tuning/", import.meta.url);
const registry = readFileSync(new URL("all-samplers.ts", folder), "utf8");

describe("every sampler keeps the sampler contract", () => {
  for (const { make, makeSmall = make, skip: reasons } of allSamplers) {
    for (const { title, check, skip } of samplerContract(makeSmall, reasons)) {
      it.skipIf(skip !== undefined)(skip === undefined ? title : `${title} [skipped: ${skip}]`, check);
    }
  }

  it("and every sampler's file is registered", () => {
    const files = readdirSync(new URL("samplers/", folder)).filter((file) => file.endsWith("-sampler.ts"));
    expect(files.length).toBe(allSamplers.length);
    for (const file of files) expect(registry).toContain(`"./samplers/${file}"`);
  });
});

describe("every pruner keeps the pruner contract", () => {
  const steps = { first: 1, last: 27 };
  for (const make of allPruners) for (const { title, check } of prunerContract(() => make(steps))) it(title, check);

  it("and every pruner's file is registered", () => {
    const files = readdirSync(new URL("pruners/", folder)).filter((file) => file.endsWith("-pruner.ts"));
    expect(files.length).toBe(allPruners.length);
    for (const file of files) expect(registry).toContain(`"./pruners/${file}"`);
  });
});
