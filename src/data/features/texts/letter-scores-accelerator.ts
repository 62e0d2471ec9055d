import { MillwrightError } from "../../../errors/index.ts";
import { type LetterScorer, openLetterScorer } from "../../../kernels/index.ts";
import type { Accelerator, Tensor } from "../../../onnx/index.ts";
import { emitLetterScores, letterScoresKind } from "./emit-letter-scores.ts";
import { readTables } from "./placed-tables.ts";

/** Letters of the longest n-gram that a kernel reads. */
const LONGEST = 64;

function scoreTensor(scorer: LetterScorer, classes: number, letters: Tensor | undefined): Tensor {
  const [rows = 0, length = 0] = letters?.shape ?? [];
  const scores = scorer.score(letters?.data as BigInt64Array, rows, length);
  if (typeof scores !== "number") return { type: "float32", shape: [rows, classes], data: scores };
  throw new MillwrightError(
    "ONNX_RUN_FAILED",
    `row ${scores} holds numbers that are no code points.`,
    "Feed texts as letters-1 encodes them.",
  );
}

/** Evaluates what `emitLetterScores` adds to a graph with compiled code, to the same bits. */
export const letterScoresAccelerator: Accelerator = {
  kind: letterScoresKind,
  read: (region) => {
    const longest = region.wholeNumber("longest", 1, LONGEST);
    const tables = readTables(region);
    return {
      emit: ([letters]) => [letters === undefined ? region.refuse("has no input.") : emitLetterScores(letters, tables, longest)],
      start: () => {
        const scorer = openLetterScorer(tables, longest);
        return { run: ([letters]) => [scoreTensor(scorer, tables.classes, letters)], close: () => undefined };
      },
    };
  },
};
