import { describe, expect, expectTypeOf, it } from "vitest";
import { type Column, Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { binary, judge, multiclass, regression, rmse, rocAuc, type Task, topKAccuracy } from "../index.ts";

function category(
  values: readonly (string | null)[],
  dictionary: readonly string[] = [...new Set(values)].filter((value) => value !== null),
): Column {
  return { kind: "category", codes: Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value))), dictionary };
}

const numbers = (...values: number[]): Column => ({ kind: "number", values: Float64Array.from(values) });
const booleans = (...values: number[]): Column => ({ kind: "boolean", values: Uint8Array.from(values) });
const tableOf = (target: Column): Table => new Table("rows", { target });

/** The code and text of the error that reading the truth throws. */
function refusal(task: Task, target: Column): string {
  try {
    task.truth(tableOf(target));
  } catch (error) {
    if (error instanceof MillwrightError) return error.message;
    throw error;
  }
  return "no error";
}

describe("binary", () => {
  const task = binary({ target: "target" });

  it("reads booleans, 0 and 1, and categories with an obvious positive", () => {
    expect(task.truth(tableOf(booleans(0, 1)))).toEqual({ values: Float64Array.of(0, 1), classes: ["false", "true"] });
    expect(task.truth(tableOf(numbers(1, 0)))).toEqual({ values: Float64Array.of(1, 0), classes: ["0", "1"] });
    expect(task.truth(tableOf(category(["Yes", "No"])))).toEqual({ values: Float64Array.of(1, 0), classes: ["No", "Yes"] });
  });

  it("takes the positive class that it is told", () => {
    const churn = binary({ target: "target", positive: "stays" });
    expect(churn.truth(tableOf(category(["stays", "leaves"])))).toEqual({ values: Float64Array.of(1, 0), classes: ["leaves", "stays"] });
  });

  it("counts only values that occur, whatever the dictionary holds", () => {
    const values = category(["yes", "no"], ["maybe", "yes", "no"]);
    expect(task.truth(tableOf(values)).classes).toEqual(["no", "yes"]);
  });

  it("says what is wrong with a target that it cannot learn", () => {
    expect(refusal(task, booleans(1, 1))).toMatch(/^MODELING_TARGET_ONE_CLASS: target "target" is "true" in all 2 rows/);
    expect(refusal(task, category(["yes", "yes"]))).toMatch(/^MODELING_TARGET_ONE_CLASS/);
    expect(refusal(task, booleans(1, 255, 0))).toMatch(/^MODELING_TARGET_MISSING: .*in row 1/);
    expect(refusal(task, numbers(0, 1, 2, 3, 4, 5))).toMatch(/^MODELING_TARGET_NOT_BINARY: .*in 4 of 6 rows \(first: 2, 3, 4\)/);
    expect(refusal(task, numbers(0, 1, Number.POSITIVE_INFINITY))).toMatch(/^MODELING_TARGET_NOT_BINARY/);
    expect(refusal(task, category(["a", "b", "c"]))).toMatch(/^MODELING_TARGET_NOT_BINARY: .*3 values: "a", "b", "c"/);
    expect(refusal(task, category(["left", "right"]))).toMatch(/^MODELING_TARGET_POSITIVE: .*positive: "right"/);
    expect(refusal(binary({ target: "target", positive: "rigt" }), category(["left", "right"]))).toMatch(/Did you mean "right"\?/);
    expect(refusal(task, { kind: "text", values: ["yes", "no"] })).toMatch(/^MODELING_TARGET_KIND: .*holds text.*Allowed: boolean/);
    expect(refusal(task, numbers())).toMatch(/^MODELING_TARGET_EMPTY/);
    expect(() => task.truth(new Table("rows", { tarjet: numbers(0, 1) }))).toThrow(/DATA_COLUMN_MISSING.*"tarjet"/);
  });

  it("refuses metrics of other tasks, none, and the same twice", () => {
    expect(() => binary({ target: "target", metrics: [rmse] })).toThrow(
      /MODELING_TASK_WRONG: metric "rmse" judges regression tasks, not binary/,
    );
    expect(() => binary({ target: "target", metrics: [] })).toThrow(/MODELING_SETTING_INVALID/);
    expect(() => binary({ target: "target", metrics: [rocAuc, rocAuc] })).toThrow(/"roc_auc" twice/);
  });

  it("judges by ROC AUC first, and by calibration, too", () => {
    expect(task.metrics.map(({ name }) => name)).toEqual(["roc_auc", "average_precision", "log_loss", "brier", "ece"]);
  });
});

describe("multiclass", () => {
  const task = multiclass({ target: "target" });

  it("sorts the classes: names by letter, numbers by value", () => {
    expect(task.truth(tableOf(category(["fr", "de", "fr"])))).toEqual({ values: Float64Array.of(1, 0, 1), classes: ["de", "fr"] });
    expect(task.truth(tableOf(numbers(10, 9)))).toEqual({ values: Float64Array.of(1, 0), classes: ["9", "10"] });
  });

  it("keeps declared classes and their order, also those that no row has", () => {
    const declared = multiclass({ target: "target", classes: ["c", "a", "b"] });
    expect(declared.truth(tableOf(category(["a", "c"])))).toEqual({ values: Float64Array.of(1, 0), classes: ["c", "a", "b"] });
    expect(refusal(declared, category(["a", "bb"]))).toMatch(/^MODELING_TARGET_CLASS_UNKNOWN: .*"bb" in row 1.*Did you mean "b"\?/);
  });

  it("says what is wrong with a target that it cannot learn", () => {
    expect(refusal(task, category(["a", "a"]))).toMatch(/^MODELING_TARGET_ONE_CLASS/);
    expect(refusal(task, category(["a", null]))).toMatch(/^MODELING_TARGET_MISSING/);
    expect(refusal(task, numbers(1.5, 2))).toMatch(/^MODELING_TARGET_KIND: .*not a whole number in row 0/);
    const many = Array.from({ length: 1001 }, (_, i) => `customer ${i}`);
    expect(refusal(task, category(many))).toMatch(/^MODELING_TARGET_TOO_MANY_CLASSES: .*1001 different values.*identifier/);
    expect(() => multiclass({ target: "target", classes: ["a", "a"] })).toThrow(/MODELING_SETTING_INVALID/);
  });

  it("allows one of its own metrics as primary", () => {
    expect(multiclass({ target: "target", metrics: [topKAccuracy({ k: 5 })] }).metrics[0]?.name).toBe("top_5_accuracy");
  });
});

describe("regression", () => {
  const task = regression({ target: "target" });

  it("reads numbers as they are", () => {
    expect(task.truth(tableOf(numbers(1.5, -2)))).toEqual({ values: Float64Array.of(1.5, -2), classes: [] });
  });

  it("says what is wrong with a target that it cannot learn", () => {
    expect(refusal(task, numbers(1, Number.NaN))).toMatch(/^MODELING_TARGET_MISSING: .*row 1/);
    expect(refusal(task, numbers(1, Number.NEGATIVE_INFINITY))).toMatch(/^MODELING_TARGET_NOT_FINITE: .*row 1/);
    expect(refusal(task, numbers(4, 4))).toMatch(/^MODELING_TARGET_ONE_VALUE: target "target" is 4 in all 2 rows/);
    expect(refusal(task, category(["1", "2"]))).toMatch(/^MODELING_TARGET_KIND: .*holds category/);
    expect(refusal(regression({ target: "target", transform: "log" }), numbers(4, -1))).toMatch(/^MODELING_TARGET_NEGATIVE: .*row 1/);
  });

  it("judges relative errors first where they matter", () => {
    expect(task.metrics[0]?.name).toBe("rmse");
    expect(regression({ target: "target", transform: "log" }).metrics[0]?.name).toBe("rmsle");
  });
});

describe("the target's name", () => {
  it("is part of the task's type, so that a system can check it against its row", () => {
    expectTypeOf(binary({ target: "fraud" })).toEqualTypeOf<Task<"fraud", never>>();
    expectTypeOf(multiclass({ target: "language" })).toEqualTypeOf<Task<"language", never>>();
    expectTypeOf(regression({ target: "price" })).toEqualTypeOf<Task<"price", never>>();
  });
});

describe("judge", () => {
  const table = tableOf(booleans(0, 1));
  const prediction = { rows: 2, width: 1, values: Float64Array.of(0.1, 0.9) };

  it("puts the task's weights beside predictions and truth", () => {
    const task = binary({ target: "target", weight: () => Float64Array.of(59, 1) });
    expect(judge(task, table, task.truth(table), prediction).weight).toEqual(Float64Array.of(59, 1));
  });

  it("refuses weights that are negative, all zero or too few", () => {
    const weighted = (...values: number[]): Task => binary({ target: "target", weight: () => Float64Array.from(values) });
    const attempt = (task: Task) => () => judge(task, table, task.truth(table), prediction);
    expect(attempt(weighted(1, -1))).toThrow(/MODELING_WEIGHT_INVALID: the weight of row 1 is -1/);
    expect(attempt(weighted(0, 0))).toThrow(/MODELING_WEIGHT_INVALID: every weight is 0/);
    expect(attempt(weighted(1))).toThrow(/MODELING_ROWS_DIFFER/);
  });
});
