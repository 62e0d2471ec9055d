import type { Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { tensor } from "../tensor.ts";

/** N-grams of one length, as lists of tokens; each gives one column, in this order. */
export interface TfIdfVectorizerSettings {
  /** Every n-gram has the same number of tokens. */
  readonly ngrams: readonly (readonly string[])[];
  /** TF counts, IDF gives the weight where the n-gram occurs, TFIDF the product. */
  readonly mode: "TF" | "IDF" | "TFIDF";
  /** Weight of each n-gram; 1 unless told. */
  readonly weights?: readonly number[];
}

export const tfIdfVectorizerOp: Op<TfIdfVectorizerSettings> = {
  type: "TfIdfVectorizer",
  infer: (call, { ngrams }) => {
    call.expectType(0, ["string"]);
    const { shape } = call.operand(0);
    if (shape.length !== 2) call.shapeMismatch("It takes tokens as [N, L].");
    const length = ngrams[0]?.length ?? 0;
    if (length === 0 || ngrams.some((ngram) => ngram.length !== length)) {
      call.refuse("ONNX_SETTING_INVALID", `got ${ngrams.length} n-grams of unequal or no length.`, "Give n-grams of one length.");
    }
    return [{ type: "float32", shape: [shape[0] ?? 0, ngrams.length] }];
  },
  encode: ({ ngrams, mode, weights }) => {
    const length = ngrams[0]?.length ?? 1;
    return {
      attributes: {
        mode: { string: mode },
        min_gram_length: { int: length },
        max_gram_length: { int: length },
        max_skip_count: { int: 0 },
        // Where the n-grams of each length begin in the pool: none below `length`.
        ngram_counts: { ints: Array.from({ length }, () => 0) },
        ngram_indexes: { ints: ngrams.map((_, i) => i) },
        pool_strings: { strings: ngrams.flat() },
        ...(weights === undefined ? {} : { weights: { floats: weights } }),
      },
    };
  },
  examples: [
    {
      inputs: [tensor("string", [2, 3], ["a", "b", "a", "b", "", ""])],
      build: (x) => tfIdfVectorizer(x, { ngrams: [["a"], ["b"]], mode: "TF" }),
      expected: [2, 1, 0, 1],
    },
    {
      inputs: [tensor("string", [2, 3], ["a", "b", "a", "b", "", ""])],
      build: (x) =>
        tfIdfVectorizer(x, {
          ngrams: [
            ["a", "b"],
            ["b", "a"],
          ],
          mode: "TFIDF",
          weights: [0.5, 3],
        }),
      expected: [0.5, 3, 0, 0],
    },
  ],
};

/** float32 [N, n-grams]: counts or weights of the n-grams among the tokens of each row. @throws ONNX_SETTING_INVALID */
export function tfIdfVectorizer(x: Value, settings: TfIdfVectorizerSettings): Value {
  return applyOp(tfIdfVectorizerOp, [x], settings);
}
