// Files that nobody vouches for: whatever is wrong with them, reading ends soon with a coded error or an ensemble that can predict.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MillwrightError } from "../../../errors/index.ts";
import { fittedTrees } from "../fitted-trees.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import { readLightgbm } from "./lightgbm/read-lightgbm.ts";
import { readXgboost } from "./xgboost/read-xgboost.ts";

interface Case {
  readonly name: string;
  readonly model: string;
  readonly format?: "ubj" | "json";
}

function cases(library: string): readonly Case[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${library}.json`), "utf8")).cases;
}

const xgboostFiles = cases("xgboost").map(({ model, format }) => Buffer.from(model, format === "ubj" ? "base64" : "utf8"));
const lightgbmFiles = cases("lightgbm").map(({ model }) => Buffer.from(model));

/** Reads; what can be read must be able to predict. Anything thrown must have one of the codes of files. */
function expectHandled(read: () => TreeEnsemble): void {
  let ensemble: TreeEnsemble;
  try {
    ensemble = read();
  } catch (error) {
    expect(error, String(error)).toBeInstanceOf(MillwrightError);
    expect((error as MillwrightError).code).toMatch(/^MODELING_FILE_(INVALID|UNSUPPORTED|TOO_LARGE)$/);
    return;
  }
  const { columns } = ensemble;
  if (columns > 10_000) return;
  const values = new Float32Array(2 * columns).fill(Number.NaN, columns);
  fittedTrees("trees", ensemble).predict({ rows: 2, dense: { rows: 2, columns, values } });
}

/** Some bytes changed, cut out, or put in. */
const damage = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom("set", "cut", "repeat", "end"),
    value: fc.nat(255),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function damaged(file: Buffer, changes: readonly { at: number; kind: string; value: number; length: number }[]): Buffer {
  let bytes = Buffer.from(file);
  for (const { at, kind, value, length } of changes) {
    const place = at % Math.max(1, bytes.length);
    if (kind === "set") bytes[place] = value;
    else if (kind === "end") bytes = bytes.subarray(0, place);
    else if (kind === "cut") bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]);
    else bytes = Buffer.concat([bytes.subarray(0, place + length), bytes.subarray(place)]);
  }
  return bytes;
}

/** Numbers within the text replaced by awkward ones. */
const numbers = fc.array(
  fc.record({
    at: fc.nat(),
    value: fc.constantFrom("-1", "1e999", "nan", "NaN", "99999999999", "0", "2147483648", "1.5", "[]", "null", '""'),
  }),
  { minLength: 1, maxLength: 3 },
);

function renumbered(text: string, changes: readonly { at: number; value: string }[]): string {
  const found = [...text.matchAll(/-?\d+(\.\d+)?(E-?\d+)?/gi)];
  const chosen = new Map(changes.map(({ at, value }) => [found[at % found.length]?.index ?? 0, value]));
  return text.replace(/-?\d+(\.\d+)?(E-?\d+)?/gi, (number, _a, _b, index: number) => chosen.get(index) ?? number);
}

describe("damaged files", () => {
  const settings = { numRuns: 1500 };

  test("of XGBoost, with bytes changed", () => {
    fc.assert(
      fc.property(fc.nat(xgboostFiles.length - 1), damage, (file, changes) => {
        expectHandled(() => readXgboost(damaged(xgboostFiles[file] ?? Buffer.alloc(0), changes)));
      }),
      settings,
    );
  });

  test("of LightGBM, with bytes changed", () => {
    fc.assert(
      fc.property(fc.nat(lightgbmFiles.length - 1), damage, (file, changes) => {
        expectHandled(() => readLightgbm(damaged(lightgbmFiles[file] ?? Buffer.alloc(0), changes).toString("utf8")));
      }),
      settings,
    );
  });

  test("of both, with numbers changed", () => {
    const texts = [...xgboostFiles.filter((file) => file[1] === '"'.charCodeAt(0)), ...lightgbmFiles].map(String);
    fc.assert(
      fc.property(fc.nat(texts.length - 1), numbers, (file, changes) => {
        const text = renumbered(texts[file] ?? "", changes);
        expectHandled(() => (text.startsWith("tree") ? readLightgbm(text) : readXgboost(Buffer.from(text))));
      }),
      settings,
    );
  });

  test("of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("", "{L", "{", "tree\n"), (bytes, start) => {
        const file = Buffer.concat([Buffer.from(start), bytes]);
        expectHandled(() => readXgboost(file));
        expectHandled(() => readLightgbm(file.toString("latin1")));
      }),
      settings,
    );
  });
});

const [xgboostJson = "{}"] = xgboostFiles.filter((file) => file[1] === '"'.charCodeAt(0)).map(String);

/** The first tree of a model with something changed. */
function withTree(change: (tree: Record<string, unknown>) => void): Buffer {
  const model = JSON.parse(xgboostJson);
  change(model.learner.gradient_booster.model.trees[0]);
  return Buffer.from(JSON.stringify(model));
}

function withLearner(change: (learner: Record<string, Record<string, unknown>>) => void): Buffer {
  const model = JSON.parse(xgboostJson);
  change(model.learner);
  return Buffer.from(JSON.stringify(model));
}

const list = (tree: Record<string, unknown>, name: string): number[] => tree[name] as number[];

describe("hostile XGBoost models", () => {
  test.each<[string, string, Buffer]>([
    ["a tree that leads back to its root", "INVALID", withTree((tree) => list(tree, "left_children").splice(1, 1, 0))],
    [
      "a tree with two ways to a leaf",
      "INVALID",
      withTree((tree) => list(tree, "right_children").splice(0, 1, list(tree, "left_children")[0] ?? 0)),
    ],
    ["a child that is not there", "INVALID", withTree((tree) => list(tree, "left_children").splice(0, 1, 1e6))],
    ["a child that is a fraction", "INVALID", withTree((tree) => list(tree, "left_children").splice(0, 1, 1.5))],
    ["a column that is not there", "INVALID", withTree((tree) => list(tree, "split_indices").splice(0, 1, 4))],
    ["lists of unequal lengths", "INVALID", withTree((tree) => list(tree, "split_conditions").pop())],
    [
      "a tree without nodes",
      "INVALID",
      withTree((tree) => Object.assign(tree, Object.fromEntries(Object.keys(tree).map((key) => [key, []])))),
    ],
    ["leaves of many values", "INVALID", withTree((tree) => Object.assign(tree, { tree_param: { size_leaf_vector: "5000" } }))],
    [
      "too many columns",
      "TOO_LARGE",
      withLearner(({ learner_model_param: param }) => Object.assign(param ?? {}, { num_feature: "99999999999" })),
    ],
    ["too many classes", "TOO_LARGE", withLearner(({ learner_model_param: param }) => Object.assign(param ?? {}, { num_class: "1e9" }))],
    ["no base score", "INVALID", withLearner(({ learner_model_param: param }) => Object.assign(param ?? {}, { base_score: "[]" }))],
    ["an unknown objective", "UNSUPPORTED", withLearner((learner) => Object.assign(learner, { objective: { name: "__proto__" } }))],
    ["no trees at all", "UNSUPPORTED", withLearner((learner) => Object.assign(learner, { gradient_booster: { name: "gblinear" } }))],
    ["lists within lists", "INVALID", Buffer.from(`${"[".repeat(1e6)}`)],
    ["objects within objects", "INVALID", Buffer.from(`${'{"a":'.repeat(1e5)}`)],
    ["binary lists within lists", "TOO_LARGE", Buffer.concat([Buffer.from("{U\x01a"), Buffer.alloc(1e6, "[")])],
    ["a binary list of 2^62 numbers", "INVALID", Buffer.from("{U\x01a[$d#L\x3f\x7f\x7f\x7f\x7f\x7f\x7f\x7f", "latin1")],
    ["a binary list of 2^62 values", "INVALID", Buffer.from("{U\x01a[#L\x3f\x7f\x7f\x7f\x7f\x7f\x7f\x7fZZZ", "latin1")],
    ["a binary text of negative length", "INVALID", Buffer.from("{U\x01aSi\xff", "latin1")],
    ["the old binary format", "INVALID", Buffer.from("binf\0\0\0\0")],
    ["nothing", "INVALID", Buffer.alloc(0)],
  ])("with %s are refused", (_, code, file) => {
    expect(() => readXgboost(file)).toThrow(expect.objectContaining({ code: `MODELING_FILE_${code}` }));
  });
});

const [lightgbmText = ""] = cases("lightgbm").map(({ model }) => model);
const categoryText = cases("lightgbm").find(({ name }) => name === "categories")?.model ?? "";

describe("hostile LightGBM models", () => {
  test.each<[string, string, string]>([
    ["a tree that leads back to its root", "INVALID", lightgbmText.replace(/left_child=\S+/, "left_child=0")],
    ["a leaf that is not there", "INVALID", lightgbmText.replace(/left_child=\S+/, "left_child=-99")],
    ["a column that is not there", "INVALID", lightgbmText.replace(/split_feature=\S+/, "split_feature=4")],
    ["a threshold that is no number", "INVALID", lightgbmText.replace(/\nthreshold=\S+/, "\nthreshold=nan")],
    ["a leaf value that is infinite", "INVALID", lightgbmText.replace(/leaf_value=\S+/, "leaf_value=inf")],
    ["more leaves than values", "INVALID", lightgbmText.replace(/num_leaves=\d+/, "num_leaves=16777216")],
    ["too many leaves", "TOO_LARGE", lightgbmText.replace(/num_leaves=\d+/, "num_leaves=99999999999")],
    ["too many columns", "TOO_LARGE", lightgbmText.replace(/max_feature_idx=\d+/, "max_feature_idx=99999999999")],
    ["half a round of trees", "INVALID", lightgbmText.replace("num_tree_per_iteration=1", "num_tree_per_iteration=2")],
    ["linear functions in leaves", "UNSUPPORTED", lightgbmText.replace("is_linear=0", "is_linear=1")],
    ["a square root of the target", "UNSUPPORTED", lightgbmText.replace("objective=regression", "objective=regression sqrt")],
    ["a link of its own", "UNSUPPORTED", lightgbmText.replace("objective=regression", "objective=cross_entropy_lambda")],
    ["sets of categories that overlap", "INVALID", categoryText.replace(/cat_boundaries=0 \d+/, "cat_boundaries=0 -5")],
    ["sets of categories without end", "INVALID", categoryText.replace(/num_cat=\d+/, "num_cat=9999999")],
    [
      "a set that is not there",
      "INVALID",
      categoryText.replace(/decision_type=\d+/, "decision_type=9").replace(/\nthreshold=\S+/, "\nthreshold=77"),
    ],
    ["no end", "INVALID", lightgbmText.replace("end of trees", "")],
    ["another first line", "INVALID", "forest\n"],
  ])("with %s are refused", (_, code, text) => {
    expect(text).not.toBe(lightgbmText);
    expect(() => readLightgbm(text)).toThrow(expect.objectContaining({ code: `MODELING_FILE_${code}` }));
  });

  test("with zeros missing in one tree and not in another are refused", () => {
    const other = lightgbmText.replace(/decision_type=(\d+)/, (_, decision: string) => `decision_type=${(Number(decision) & 3) | 4}`);
    expect(() => readLightgbm(other)).toThrow(expect.objectContaining({ code: "MODELING_FILE_UNSUPPORTED" }));
  });
});
