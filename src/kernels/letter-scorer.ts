import { FEW, type LetterTables } from "./letter-tables.ts";
import type { PerfectHash } from "./perfect-hash.ts";
import { Workspace } from "./workspace.ts";

/** Bytes of an n-gram's entry, and of a row of few. */
const ENTRY = 4;
const FEW_ROW = 16;
/** Addresses and sizes in front of the tables, 4 bytes each. */
const HEAD = 12;
/** Rows × letters of one call, so that memory stays bounded. */
const ELEMENTS = 65_536;

/** Reads letter tables with compiled code; gives what `addLetterScores` gives. */
export interface LetterScorer {
  /**
   * Sums of steps by class.
   * @param letters - int64 [rows, length] code points as `writeLetters` writes them, 0 as padding.
   * @returns row-major [rows, classes], whole numbers; or the first row that holds something else than code points.
   */
  score(letters: BigInt64Array, rows: number, length: number): Float32Array | number;
}

function placeMultipliers(workspace: Workspace, { multipliers }: PerfectHash): number {
  const address = workspace.allocate(2 * multipliers.length);
  new Uint16Array(workspace.memory.buffer, address, multipliers.length).set(multipliers);
  return address;
}

/** What belongs together lies together: each n-gram then costs one line of the cache, and one more where it has several classes. */
function placeEntries(workspace: Workspace, { mark, cls, weight }: LetterTables): number {
  const address = workspace.allocate(ENTRY * mark.length);
  const entries = new Uint8Array(workspace.memory.buffer, address, ENTRY * mark.length);
  for (let slot = 0; slot < mark.length; slot++) {
    entries[ENTRY * slot] = mark[slot]!;
    entries[ENTRY * slot + 1] = cls[slot]!;
    entries[ENTRY * slot + 2] = weight[slot]!;
  }
  return address;
}

function placeFew(workspace: Workspace, { fewClass, fewWeight, fewHash }: LetterTables): number {
  const rows = fewHash.slots + 1;
  const address = workspace.allocate(FEW_ROW * rows);
  const bytes = new Uint8Array(workspace.memory.buffer, address, FEW_ROW * rows);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < FEW; k++) {
      bytes[FEW_ROW * row + k] = fewClass[row * FEW + k]!;
      bytes[FEW_ROW * row + FEW + k] = fewWeight[row * FEW + k]!;
    }
  }
  return address;
}

function placeMany(workspace: Workspace, { manyWeight, manyHash, classes }: LetterTables, stride: number): number {
  const rows = manyHash.slots + 1;
  const address = workspace.allocate(stride * rows);
  const bytes = new Int8Array(workspace.memory.buffer, address, stride * rows);
  for (let row = 0; row < rows; row++) bytes.set(manyWeight.subarray(row * classes, (row + 1) * classes), row * stride);
  return address;
}

function placeTables(workspace: Workspace, tables: LetterTables, stride: number): number {
  const head = workspace.allocate(4 * HEAD);
  const hashes = [tables.hash, tables.fewHash, tables.manyHash].flatMap((hash) => [
    hash.slots,
    hash.multipliers.length,
    placeMultipliers(workspace, hash),
  ]);
  const rows = [placeEntries(workspace, tables), placeFew(workspace, tables), placeMany(workspace, tables, stride)];
  workspace.int32(head, HEAD).set([...hashes, ...rows]);
  return head;
}

/**
 * Lays tables out for the compiled kernel.
 * @param tables - classes of n-grams below `tables.classes`.
 * @param longest - letters of the longest n-gram.
 */
export function openLetterScorer(tables: LetterTables, longest: number): LetterScorer {
  const { classes } = tables;
  const stride = 16 * Math.ceil(classes / 16);
  const workspace = new Workspace();
  const head = placeTables(workspace, tables, stride);
  const scratch = workspace.allocate(6 * stride);
  let room = 0;
  let letters = 0;
  let scores = 0;
  const makeRoom = (rows: number, elements: number): void => {
    const bytes = 8 * elements + 4 * rows * classes + 64;
    if (bytes > room) {
      letters = workspace.allocateUnset(2 * bytes);
      room = 2 * bytes;
    }
    scores = letters + 8 * elements;
  };
  const scoreSome = (part: BigInt64Array, rows: number, length: number, result: Float32Array): number => {
    makeRoom(rows, rows * length);
    new BigInt64Array(workspace.memory.buffer, letters, part.length).set(part);
    const fault = workspace.kernels.letterScores(letters, rows, length, longest, head, classes, stride, scratch, scores);
    result.set(workspace.float32(scores, rows * classes));
    return fault;
  };
  return {
    score: (all, rows, length) => {
      const result = new Float32Array(rows * classes);
      const rowsPerCall = Math.max(1, Math.floor(ELEMENTS / length));
      for (let from = 0; from < rows; from += rowsPerCall) {
        const to = Math.min(rows, from + rowsPerCall);
        const part = all.subarray(from * length, to * length);
        const fault = scoreSome(part, to - from, length, result.subarray(from * classes, to * classes));
        if (fault >= 0) return from + fault;
      }
      return result;
    },
  };
}
