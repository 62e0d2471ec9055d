import { abs, add, div, lessOrEqual, newGraph, sub, type Value, where } from "../../../onnx/index.ts";
import type { Feature, FittedFeature, GraphInput } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { declareInputs, graphInput, inputValue } from "../graph-inputs.ts";
import { fitScaling, type ScalingSettings } from "../numbers/scaling.ts";
import { runFragment } from "../run-fragment.ts";

/** Settings of a computed number. */
export interface ExpressionSettings extends ScalingSettings, CommonSettings {
  /** What the result is called in reports; the feature's name unless told. */
  readonly outputName?: string;
}

/** Ops over the columns by name, each float32 [N, 1] with NaN where missing; gives float32 [N, width]. */
export type ExpressionBody<Column extends string> = (columns: { readonly [Name in Column]: Value }) => Value;

const LARGEST = 3.4e38;

/** What the body gives, with NaN for whatever is not finite. */
function emitBody<Column extends string>(
  columns: readonly Column[],
  inputs: readonly GraphInput[],
  body: ExpressionBody<Column>,
  values: ReadonlyMap<string, Value>,
): Value {
  const named = Object.fromEntries(columns.map((column, i) => [column, inputValue(values, inputs[i] ?? graphInput(column, "number"))]));
  const result = body(named as { [Name in Column]: Value });
  const { graph } = result;
  return where(lessOrEqual(abs(result), graph.scalar(LARGEST)), result, graph.scalar(Number.NaN));
}

/** Width of what the body gives. @throws DATA_FEATURE_SETTING when it is not float32 [N, width] */
function widthOf(name: string, result: Value): number {
  const [rows, width] = result.shape;
  const isBlock = result.type === "float32" && result.shape.length === 2 && rows === "N" && typeof width === "number";
  requireSetting(isBlock, name, `gives ${result.type} [${result.shape.join(", ")}].`, "Give float32 [N, width].");
  return Number(width);
}

function computed<Column extends string>(
  head: Omit<Feature<Column>, "fit">,
  body: ExpressionBody<Column>,
  settings: ExpressionSettings,
): Feature<Column> {
  const { columns } = head;
  const inputs = columns.map((column) => graphInput(column, "number"));
  const emit = (values: ReadonlyMap<string, Value>): Value => emitBody(columns, inputs, body, values);
  return {
    ...head,
    fit: async (table): Promise<FittedFeature> => {
      const width = widthOf(head.name, emit(declareInputs(newGraph("shape"), inputs)));
      const fragment = {
        inputs,
        denseWidth: width,
        sparseWidth: 0,
        emit: (values: ReadonlyMap<string, Value>) => ({ dense: emit(values) }),
      };
      const { dense } = await runFragment(fragment, table);
      const outputs = Array.from({ length: width }, (_, k) =>
        Float32Array.from({ length: table.rows }, (_, row) => dense?.values[row * width + k] ?? Number.NaN),
      );
      const name = settings.outputName ?? head.name;
      const names = width === 1 ? [name] : outputs.map((_, k) => `${name} ${k + 1}`);
      const scaling = fitScaling(outputs, names, settings);
      return {
        name: head.name,
        group: head.group,
        inputs,
        width: scaling.width,
        sparse: false,
        outputNames: scaling.outputNames,
        emit: (values) => ({ dense: scaling.emit(emit(values)) }),
        learned: scaling.learned,
      };
    },
  };
}

/**
 * Numbers computed from number columns by graph ops, then imputed and scaled as any number. Results that are not finite count as missing.
 * @example expression("speed", ["distance", "hours"], ({ distance, hours }) => div(distance, hours), { transform: "log" })
 */
export function expression<const Column extends string>(
  name: string,
  columns: readonly Column[],
  body: ExpressionBody<Column>,
  settings: ExpressionSettings = {},
): Feature<Column> {
  requireSetting(columns.length > 0, name, "got no columns.", "Name one column at least.");
  const chosen = { ...settings, body: body.toString() };
  return computed({ name, kind: "expression", columns, group: settings.group ?? name, settings: chosen }, body, settings);
}

/**
 * a / b; missing where either is, or where b is 0.
 * @example ratio("debt", "income", { transform: "log" })
 */
export function ratio<const A extends string, const B extends string>(a: A, b: B, settings: ExpressionSettings = {}): Feature<A | B> {
  const body = (columns: { readonly [Name in A | B]: Value }): Value => div(columns[a], columns[b]);
  return computed(featureHead<A | B>("ratio", [a, b], settings), body, { outputName: `${a} / ${b}`, ...settings });
}

/**
 * a − b; missing where either is.
 * @example difference("asking_price", "offer")
 */
export function difference<const A extends string, const B extends string>(a: A, b: B, settings: ExpressionSettings = {}): Feature<A | B> {
  const body = (columns: { readonly [Name in A | B]: Value }): Value => sub(columns[a], columns[b]);
  return computed(featureHead<A | B>("difference", [a, b], settings), body, { outputName: `${a} - ${b}`, ...settings });
}

/**
 * a + b + …; missing where one of them is.
 * @throws DATA_FEATURE_SETTING for fewer than two columns.
 * @example sum(["living_area", "basement_area"], { transform: "log" })
 */
export function sum<const Column extends string>(columns: readonly Column[], settings: ExpressionSettings = {}): Feature<Column> {
  const head = featureHead("sum", columns, settings);
  requireSetting(columns.length > 1, head.name, `got ${columns.length} column.`, "Name two at least.");
  const body = (values: { readonly [Name in Column]: Value }): Value =>
    columns.slice(1).reduce((total, name) => add(total, values[name]), values[columns[0] as Column]);
  return computed(head, body, { outputName: columns.join(" + "), ...settings });
}
