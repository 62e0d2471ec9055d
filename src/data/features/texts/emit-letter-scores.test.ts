import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addLetterScores, LetterCounts, type LetterTables, packLetterTables, writeLetters } from "../../../kernels/index.ts";
import { newGraph, openAcceleratedGraph, openGraph, tensor } from "../../../onnx/index.ts";
import { emitLetterScores } from "./emit-letter-scores.ts";
import { letterScoresAccelerator } from "./letter-scores-accelerator.ts";

const longest = 5;
const classes = 11;
const counts = new LetterCounts(longest, classes);
const own = "xyzuvwqrsäж";
for (let cls = 0; cls < classes; cls++) {
  for (const word of ["banana", "bandana", `ba${own.charAt(cls)}na`, `${own.charAt(cls)}olo`, cls < 4 ? "kiki" : "ana"]) {
    const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0);
    counts.add(letters, letters.length, cls, 1 + cls);
  }
}
const weights = counts.weights([0, 0.7, 0.8, 0.8, 0.7, 0.6]);

describe("emitLetterScores", () => {
  it.each([200, 1e6])("adds exactly what the kernel adds, within %d bytes", async (bytes) => {
    const tables = packLetterTables(weights, classes, { bytes, step: 0.1 });
    const texts = fc.sample(fc.string({ unit: fc.constantFrom(..."abdnkixyzäж  o?"), maxLength: 40 }), { numRuns: 300, seed: 5 });
    const buffer = new Int32Array(200);
    const rows = texts.map((text) => buffer.slice(0, writeLetters(text, buffer, 0)));
    const width = Math.max(...rows.map((row) => row.length));
    const padded = rows.flatMap((row) => Array.from({ length: width }, (_, at) => row[at] ?? 0));

    const graph = newGraph("scores");
    graph.output("scores", emitLetterScores(graph.input("x", "int64", ["N", "L"]), tables, longest));
    const feeds = { x: tensor("int64", [rows.length, width], padded) };
    const session = await openGraph(graph.bytes());
    const { scores } = await session.run(feeds);
    await session.close();
    const accelerated = await openAcceleratedGraph(graph.bytes(), [letterScoresAccelerator]);
    expect(accelerated.accelerated).toEqual(["letter_scores-1"]);
    expect((await accelerated.run(feeds))["scores"]).toEqual(scores);
    await accelerated.close();

    rows.forEach((row, at) => {
      const expected = new Int32Array(classes);
      addLetterScores(tables, longest, row, expected);
      expect([...((scores?.data ?? []) as Float32Array)].slice(at * classes, (at + 1) * classes), texts[at]).toEqual([...expected]);
    });
  });
});

/** A graph of tables that were changed behind their emitter's back. */
function scoresOf(tables: LetterTables): Uint8Array {
  const graph = newGraph("scores");
  graph.output("scores", emitLetterScores(graph.input("x", "int64", ["N", "L"]), tables, longest));
  return graph.bytes();
}

describe("letterScoresAccelerator", () => {
  const tables = packLetterTables(weights, classes, { bytes: 1e6, step: 0.1 });

  it.each<[string, Partial<LetterTables>]>([
    ["tables that are shorter than their hashes reach", { mark: tables.mark.subarray(1) }],
    ["a class that the tables do not have", { cls: tables.cls.map((cls) => (cls === 0 ? classes : cls)) }],
    ["a class of few that the tables do not have", { fewClass: tables.fewClass.slice().fill(classes, 0, 1) }],
    ["a hash without multipliers", { fewHash: { ...tables.fewHash, multipliers: new Uint16Array(0) } }],
  ])("refuses %s", async (_, change) => {
    await expect(openAcceleratedGraph(scoresOf({ ...tables, ...change }), [letterScoresAccelerator])).rejects.toThrow(
      /ONNX_REGION_INVALID/,
    );
  });

  it("refuses numbers that are no code points", async () => {
    const session = await openAcceleratedGraph(scoresOf(packLetterTables(weights, classes, { bytes: 1e6, step: 0.1 })), [
      letterScoresAccelerator,
    ]);
    await expect(session.run({ x: tensor("int64", [1, 2], [97, -5]) })).rejects.toThrow(/ONNX_RUN_FAILED: row 0/);
    await session.close();
  });
});
