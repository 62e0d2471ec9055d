/** Turns texts into vectors. */
export interface TextEncoder {
  /** "lsa", "co_occurrence", "random_projection", "onnx" */
  readonly kind: string;
  readonly dimensions: number;
  /** Row-major [texts, dimensions], each row of length 1, or 0 where nothing of the text is known. */
  encode(texts: readonly string[]): Promise<Float32Array>;
}

/** An encoder that answers at once, and that can be saved. */
export interface InstantEncoder extends TextEncoder {
  encodeNow(texts: readonly string[]): Float32Array;
  save(): SavedEncoder;
}

/** What an encoder is saved as. */
export interface SavedEncoder {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>>;
}
