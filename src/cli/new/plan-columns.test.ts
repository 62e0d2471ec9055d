import { describe, expect, it } from "vitest";
import type { InspectedColumn } from "./inspect-file.ts";
import { planColumns } from "./plan-columns.ts";
import { planTask } from "./plan-task.ts";

const rows = 1000;

function inspected(name: string, told: Partial<InspectedColumn>): InspectedColumn {
  return { name, kind: "text", missing: 0, distinct: 10, top: [{ value: "a", count: 700 }], explains: 0, ...told };
}

function planned(column: InspectedColumn, sampled = false) {
  const target = inspected("y", { kind: "boolean", distinct: 2 });
  const plan = planColumns({ rows, sampled, columns: [column, target] }, "y");
  return { used: plan.used.find(({ name }) => name === column.name), leftOut: plan.leftOut[0] };
}

describe("columns of a new system", () => {
  it("leaves out names of single rows, constants and empty columns, each with the reason", () => {
    expect(planned(inspected("customer_id", { distinct: 1000 })).leftOut?.why).toBe("nearly every row has its own value");
    expect(planned(inspected("region", { distinct: 1, top: [{ value: "north", count: 1000 }] })).leftOut?.why).toBe('it is always "north"');
    expect(planned(inspected("remark", { distinct: 0, missing: 1000, top: [] })).leftOut?.why).toBe("it is empty");
    expect(planned(inspected("__proto__", {})).leftOut?.why).toBe("an object has no room for a field of this name");
    expect(planned(inspected("index", { kind: "integer", distinct: 1000 })).leftOut?.why).toBe("it numbers the rows");
  });

  it("takes numbers that are codes for categories, and a measure with many values for a number", () => {
    expect(planned(inspected("zip_code", { kind: "integer", distinct: 40 })).used?.kind).toBe("category");
    expect(planned(inspected("amount", { kind: "number", distinct: 1000 })).used?.kind).toBe("number");
  });

  it("takes long varied texts for text and a few long labels for categories", () => {
    expect(planned(inspected("complaint", { meanWords: 12, distinct: 900 })).used?.kind).toBe("text");
    expect(planned(inspected("plan", { meanWords: 6, distinct: 3 })).used?.kind).toBe("category");
  });

  it("knows an identifier that repeats as the name of a group", () => {
    expect(planned(inspected("shop_id", { distinct: 40 })).used?.names).toBe(true);
    expect(planned(inspected("colour", { distinct: 40 })).used?.names).toBe(false);
  });

  it("allows missing values where some are missing, or where not every row was looked at", () => {
    expect(planned(inspected("age", { kind: "integer", missing: 3 })).used?.nullable).toBe(true);
    expect(planned(inspected("age", { kind: "integer" })).used?.nullable).toBe(false);
    expect(planned(inspected("age", { kind: "integer" }), true).used).toMatchObject({ nullable: true, integer: false });
  });
});

describe("the task of a new system", () => {
  it("frames two values as a yes or no, and names the side that counts as yes", () => {
    const answers = inspected("churned", {
      distinct: 2,
      top: [
        { value: "no", count: 800 },
        { value: "yes", count: 200 },
      ],
    });
    expect(planTask(answers, rows)).toEqual({ kind: "binary", positive: "yes", share: 0.2 });
    const sides = inspected("side", {
      distinct: 2,
      top: [
        { value: "left", count: 900 },
        { value: "right", count: 100 },
      ],
    });
    expect(planTask(sides, rows)).toEqual({ kind: "binary", positive: "right", share: 0.1 });
    const flag = inspected("flag", {
      kind: "integer",
      minimum: 0,
      maximum: 1,
      distinct: 2,
      top: [
        { value: "0", count: 900 },
        { value: "1", count: 100 },
      ],
    });
    expect(planTask(flag, rows)).toEqual({ kind: "binary", share: 0.1 });
  });

  it("frames a few words or whole numbers as classes and other numbers as a quantity", () => {
    expect(planTask(inspected("kind", { distinct: 5 }), rows)).toEqual({ kind: "multiclass", classes: 5, share: 0.7 });
    expect(planTask(inspected("stars", { kind: "integer", distinct: 5 }), rows).kind).toBe("multiclass");
    expect(planTask(inspected("visits", { kind: "integer", distinct: 60 }), rows).kind).toBe("regression");
  });

  it("learns the log of a quantity that is never negative and has a long tail", () => {
    const price = { kind: "number", distinct: 900, minimum: 0, mean: 300, median: 200 } as const;
    expect(planTask(inspected("price", price), rows)).toEqual({ kind: "regression", log: true });
    expect(planTask(inspected("change", { ...price, minimum: -5 }), rows)).toEqual({ kind: "regression", log: false });
  });

  it("refuses a target with one value, with moments or with a value of its own in every row", () => {
    expect(() => planTask(inspected("y", { distinct: 1 }), rows)).toThrow(/CLI_TARGET_UNFIT/);
    expect(() => planTask(inspected("y", { kind: "timestamp" }), rows)).toThrow(/CLI_TARGET_UNFIT/);
    expect(() => planTask(inspected("y", { distinct: 990 }), rows)).toThrow(/990 different values/);
  });
});
