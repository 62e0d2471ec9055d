import assert from "node:assert/strict";
import { type Column, type Feature, type FeatureContext, type FittedFeatures, fitFeatures, type Table } from "../data/index.ts";
import type { FeatureMatrix } from "../kernels/index.ts";
import type { ContractCheck } from "./op-contract.ts";

/** A feature with rows that it can learn from. */
export interface FeatureCase {
  readonly feature: Feature;
  readonly table: Table;
  readonly context: FeatureContext;
  /** Why a missing value may give NaN here. */
  readonly keepsMissing?: string;
}

/** A row of a matrix as plain data: dense values, then sparse pairs. */
function rowOf(matrix: FeatureMatrix, row: number): { dense: number[]; index: number[]; value: number[] } {
  const { dense, sparse } = matrix;
  const from = sparse?.rowStart[row] ?? 0;
  const to = sparse?.rowStart[row + 1] ?? 0;
  return {
    dense: [...(dense?.values.subarray(row * dense.columns, (row + 1) * dense.columns) ?? [])],
    index: [...(sparse?.index.subarray(from, to) ?? [])],
    value: [...(sparse?.value.subarray(from, to) ?? [])],
  };
}

/** The column with every value missing, or with values that no training row has. */
function replaced(column: Column, how: "missing" | "strange"): Column {
  const isMissing = how === "missing";
  switch (column.kind) {
    case "number":
      return { kind: "number", values: column.values.map((_, row) => (isMissing ? Number.NaN : row % 2 === 0 ? 1e30 : -1e30)) };
    case "timestamp":
      return { kind: "timestamp", values: column.values.map((_, row) => (isMissing ? Number.NaN : row % 2 === 0 ? 8.64e15 : -8.64e15)) };
    case "boolean":
      return { kind: "boolean", values: column.values.map(() => (isMissing ? 255 : 1)) };
    case "category":
      return { kind: "category", codes: column.codes.map(() => (isMissing ? -1 : 0)), dictionary: ["never seen 𝔘"] };
    case "text":
      return { kind: "text", values: column.values.map(() => (isMissing ? null : "never seen 𝔘 \ud800")) };
  }
}

function withReplaced(table: Table, columns: readonly string[], how: "missing" | "strange"): Table {
  return table.with(Object.fromEntries(columns.map((name) => [name, replaced(table.any(name), how)])));
}

function assertFinite(matrix: FeatureMatrix): void {
  for (const values of [matrix.dense?.values, matrix.sparse?.value]) {
    assert.ok(values?.every(Number.isFinite) ?? true, "a value is not finite");
  }
}

/** Sparse rows hold each column once, ascending, within the width. */
function assertSparse(matrix: FeatureMatrix, width: number): void {
  const { sparse } = matrix;
  if (sparse === undefined) return;
  assert.equal(sparse.columns, width);
  for (let row = 0; row < sparse.rows; row++) {
    const { index } = rowOf(matrix, row);
    assert.ok(index.every((column, i) => column >= 0 && column < width && (i === 0 || column > (index[i - 1] ?? 0))));
  }
}

async function checkShape({ feature, table, context }: FeatureCase): Promise<void> {
  const fitted = await fitFeatures([feature], table, context);
  const [own] = fitted.features;
  assert.ok(own !== undefined && own.width >= 1);
  assert.ok(own.outputNames.length === own.width || (own.sparse && own.outputNames.length === 1));
  assert.equal(own.group, feature.group);
  assert.equal(fitted.denseWidth + fitted.sparseWidth, own.width);
  for (const input of own.inputs) assert.ok(feature.columns.includes(input.column), `reads "${input.column}" without naming it`);
  const { training } = fitted;
  assert.equal(training.rows, table.rows);
  assert.equal(training.dense?.values.length ?? 0, table.rows * fitted.denseWidth);
  assertSparse(training, fitted.sparseWidth);
  if (own.trainingValues !== undefined) assert.deepEqual([...(training.dense?.values ?? [])], [...own.trainingValues]);
}

/** Equal to float32 rounding: sines and logarithms of a vector may differ from those of one number in the last bit of a double. */
function assertNear(actual: readonly number[], expected: readonly number[], where: string): void {
  assert.equal(actual.length, expected.length, where);
  expected.forEach((value, i) => {
    const got = actual[i] ?? Number.NaN;
    const isNear = Object.is(got, value) || Math.abs(got - value) <= 2e-7 * Math.max(1, Math.abs(value));
    assert.ok(isNear, `${where}: ${got} alone, ${value} among others`);
  });
}

async function checkSingleRows(fitted: FittedFeatures, table: Table): Promise<void> {
  const whole = await fitted.matrix(table);
  for (let row = 0; row < table.rows; row++) {
    const alone = rowOf(await fitted.matrix(table.slice(row, row + 1)), 0);
    const among = rowOf(whole, row);
    assert.deepEqual(alone.index, among.index, `row ${row}`);
    assertNear([...alone.dense, ...alone.value], [...among.dense, ...among.value], `row ${row}`);
  }
  if (fitted.features.every((feature) => feature.trainingValues === undefined)) assert.deepEqual(whole, fitted.training);
}

async function checkOrder(fitted: FittedFeatures, table: Table): Promise<void> {
  const backwards = table.take(Int32Array.from({ length: table.rows }, (_, row) => table.rows - 1 - row));
  const whole = await fitted.matrix(table);
  const reversed = await fitted.matrix(backwards);
  for (let row = 0; row < table.rows; row++) {
    const there = rowOf(reversed, table.rows - 1 - row);
    const here = rowOf(whole, row);
    assert.deepEqual(there.index, here.index);
    assertNear([...there.dense, ...there.value], [...here.dense, ...here.value], `row ${row}`);
  }
}

async function checkMissingColumn({ feature, table, context }: FeatureCase): Promise<void> {
  const without = table.without([feature.columns[0] ?? ""]).with({ another: { kind: "number", values: new Float64Array(table.rows) } });
  await assert.rejects(async () => fitFeatures([feature], without, context), { code: "DATA_COLUMN_MISSING" });
}

async function checkNothingSeen({ feature, table, context }: FeatureCase): Promise<void> {
  const blank = withReplaced(table, feature.columns, "missing");
  const fitted = await fitFeatures([feature], blank, context);
  assertFinite(fitted.training);
  assertFinite(await fitted.matrix(table));
}

/**
 * What every feature must keep: it has the width that it says, a row served alone gets what it got in training, missing and
 * unknown values give numbers, and equal seeds give equal bits.
 */
export function featureContract(featureCase: FeatureCase): ContractCheck[] {
  const { feature, table, context } = featureCase;
  const fit = (): Promise<FittedFeatures> => fitFeatures([feature], table, context);
  const checks: ContractCheck[] = [
    { title: "has the width, names and inputs that it says", check: () => checkShape(featureCase) },
    { title: "gives a row that is served alone what it got in training", check: async () => checkSingleRows(await fit(), table) },
    { title: "does not depend on the order of the rows that it is applied to", check: async () => checkOrder(await fit(), table) },
    { title: "gives no rows for no rows", check: async () => assert.equal((await (await fit()).matrix(table.slice(0, 0))).rows, 0) },
    {
      title: "gives equal bits when it is fitted again",
      check: async () => assert.deepEqual((await fit()).training, (await fit()).training),
    },
    { title: "names a column that is missing", check: () => checkMissingColumn(featureCase) },
  ];
  if (featureCase.keepsMissing !== undefined) return checks;
  for (const how of ["missing", "strange"] as const) {
    checks.push({
      title: `gives numbers where every value is ${how}`,
      check: async () => assertFinite(await (await fit()).matrix(withReplaced(table, feature.columns, how))),
    });
  }
  checks.push({ title: "can be fitted on rows that are all missing", check: () => checkNothingSeen(featureCase) });
  return checks;
}
