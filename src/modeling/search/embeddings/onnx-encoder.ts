import { MillwrightError } from "../../../errors/index.ts";
import { openGraph, type Tensor } from "../../../onnx/index.ts";
import { normaliseRows } from "./term-vectors.ts";
import type { TextEncoder } from "./text-encoder.ts";
import { type WordPieceSettings, wordPieces } from "./word-pieces.ts";

/** Settings of `onnxEncoder`. */
export interface OnnxEncoderSettings {
  /** The graph: inputs "input_ids" and "attention_mask" (and "token_type_ids"), int64 [N, L]; output float32 [N, L, D] or [N, D]. */
  readonly graph: Uint8Array;
  readonly pieces: WordPieceSettings;
  /** Name of the output; the first unless told. */
  readonly output?: string;
  /** Texts encoded at a time; 32 unless told. */
  readonly batch?: number;
}

/** Texts as a padded matrix, with 1 where a piece is. */
function paddedBatch(rows: readonly (readonly number[])[]): {
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  readonly length: number;
} {
  const length = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length);
  const mask = new BigInt64Array(rows.length * length);
  for (const [n, row] of rows.entries()) {
    for (const [place, id] of row.entries()) {
      ids[n * length + place] = BigInt(id);
      mask[n * length + place] = 1n;
    }
  }
  return { ids, mask, length };
}

/** Mean of the vectors of each row's pieces; what is already one vector a text stays. */
function pooled({ data, shape }: Tensor, mask: BigInt64Array): { readonly rows: Float32Array; readonly dimensions: number } {
  const values = data as Float32Array;
  const dimensions = shape.at(-1) ?? 0;
  if (shape.length === 2) return { rows: values, dimensions };
  const [texts = 0, length = 0] = shape;
  const rows = new Float32Array(texts * dimensions);
  for (let place = 0; place < texts * length; place++) {
    if (mask[place] === 0n) continue;
    const to = Math.floor(place / length) * dimensions;
    for (let j = 0; j < dimensions; j++) rows[to + j] = (rows[to + j] ?? 0) + (values[place * dimensions + j] ?? 0);
  }
  return { rows, dimensions };
}

function refuse(problem: string): MillwrightError {
  const fix = 'Export a sentence encoder with int64 inputs "input_ids" and "attention_mask" and a float32 output [N, L, D] or [N, D].';
  return new MillwrightError("MODELING_ENCODER_INVALID", problem, fix);
}

/**
 * A sentence encoder that was made elsewhere: word pieces go through its graph, the vectors of a text's pieces are averaged and scaled to
 * length 1.
 * @throws MODELING_ENCODER_INVALID, ONNX_…
 */
export async function onnxEncoder({ graph, pieces, output, batch = 32 }: OnnxEncoderSettings): Promise<TextEncoder> {
  const session = await openGraph(graph);
  const inputs = session.inputs.map(({ name }) => name);
  const unknown = inputs.find((name) => !["input_ids", "attention_mask", "token_type_ids"].includes(name));
  if (!inputs.includes("input_ids") || unknown !== undefined) throw refuse(`the encoder's inputs are ${inputs.join(", ")}.`);
  const wanted = output ?? session.outputs[0]?.name ?? "";
  const described = session.outputs.find(({ name }) => name === wanted);
  if (described === undefined) throw refuse(`the encoder has no output "${wanted}".`);
  const read = wordPieces(pieces);
  const encodeBatch = async (texts: readonly string[]): Promise<{ readonly rows: Float32Array; readonly dimensions: number }> => {
    const { ids, mask, length } = paddedBatch(texts.map(read));
    const shape = [texts.length, length];
    const all: Record<string, Tensor> = {
      input_ids: { type: "int64", shape, data: ids },
      attention_mask: { type: "int64", shape, data: mask },
      token_type_ids: { type: "int64", shape, data: new BigInt64Array(ids.length) },
    };
    const feeds = Object.fromEntries(Object.entries(all).filter(([name]) => inputs.includes(name)));
    const answer = (await session.run(feeds, [wanted]))[wanted];
    if (!(answer?.data instanceof Float32Array) || answer.shape.length < 2 || answer.shape.length > 3) {
      throw refuse(`the encoder's output has shape [${answer?.shape.join(", ") ?? ""}].`);
    }
    return pooled(answer, mask);
  };
  const { dimensions } = await encodeBatch(["a"]);
  const encode = async (texts: readonly string[]): Promise<Float32Array> => {
    const vectors = new Float32Array(texts.length * dimensions);
    for (let from = 0; from < texts.length; from += batch) {
      const { rows } = await encodeBatch(texts.slice(from, from + batch));
      vectors.set(normaliseRows(rows, dimensions), from * dimensions);
    }
    return vectors;
  };
  return { kind: "onnx", dimensions, encode };
}
