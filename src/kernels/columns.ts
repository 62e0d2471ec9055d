/** True where bit `row` of a validity mask is set; no mask means that every value is there. */
function isThere(bits: Uint32Array | null, row: number): boolean {
  return bits === null || ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/**
 * Copies numbers behind `offset` in the form that equal numbers share: −0 becomes 0; NaN where the mask says that the value is missing.
 * @param bits - one bit per row, 1 where a value is there; null when all are.
 * @returns the first row whose value is there but not finite or is beyond ±`limit`, else −1.
 */
export function copyNumbers(
  target: Float64Array,
  offset: number,
  from: Float64Array,
  bits: Uint32Array | null,
  count: number,
  limit: number,
): number {
  let wrong = -1;
  for (let row = count - 1; row >= 0; row--) {
    const value = from[row]!;
    target[offset + row] = value + 0;
    if (!(value <= limit && value >= -limit) && isThere(bits, row)) wrong = row;
  }
  if (bits === null) return wrong;
  for (let row = 0; row < count; row++) if (!isThere(bits, row)) target[offset + row] = Number.NaN;
  return wrong;
}

/** Copies small integers behind `offset`; `missing` where the mask says that the value is missing. */
export function copyBytes(
  target: Uint8Array,
  offset: number,
  from: Uint8Array,
  bits: Uint32Array | null,
  count: number,
  missing: number,
): void {
  for (let row = 0; row < count; row++) target[offset + row] = isThere(bits, row) ? from[row]! : missing;
}

/** Codes of strings of at most 12 bytes, by open addressing over their four words (length, then bytes padded with 0). */
export interface ShortStrings {
  /** Words of entry e at 4e … 4e + 3. */
  words: Uint32Array;
  /** Code of entry e. */
  codes: Int32Array;
  /** Entry + 1 by hash; 0 is free. Its length is a power of two. */
  slots: Int32Array;
  entries: number;
}

export function newShortStrings(): ShortStrings {
  return { words: new Uint32Array(4 * 64), codes: new Int32Array(64), slots: new Int32Array(256), entries: 0 };
}

function hashWords(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16) ^ d, 0x165667b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Doubles the table. */
function grow(table: ShortStrings): void {
  const words = new Uint32Array(table.words.length * 2);
  words.set(table.words);
  const codes = new Int32Array(table.codes.length * 2);
  codes.set(table.codes);
  const slots = new Int32Array(table.slots.length * 2);
  const mask = slots.length - 1;
  for (let entry = 0; entry < table.entries; entry++) {
    const at = entry * 4;
    let slot = hashWords(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry + 1;
  }
  table.words = words;
  table.codes = codes;
  table.slots = slots;
}

/**
 * The entry of a short string, or −1 − (its free slot) when it is new.
 */
function findEntry(table: ShortStrings, a: number, b: number, c: number, d: number): number {
  const { words, slots } = table;
  const mask = slots.length - 1;
  let slot = hashWords(a, b, c, d) & mask;
  for (;;) {
    const entry = slots[slot]! - 1;
    if (entry < 0) return -1 - slot;
    const at = entry * 4;
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return entry;
    slot = (slot + 1) & mask;
  }
}

/**
 * Codes of a block of strings in DuckDB's 16-byte form.
 * @param words - four words per row; the first is the length in bytes, strings of up to 12 bytes follow in place.
 * @param codeOf - gives the code of a string that is long or not met before, by row.
 */
export function encodeStrings(
  table: ShortStrings,
  words: Uint32Array,
  bits: Uint32Array | null,
  count: number,
  target: Int32Array,
  offset: number,
  codeOf: (row: number) => number,
): void {
  for (let row = 0; row < count; row++) {
    if (!isThere(bits, row)) {
      target[offset + row] = -1;
      continue;
    }
    const at = row * 4;
    const length = words[at]!;
    if (length > 12 || length === 0) {
      target[offset + row] = length === 0 ? -1 : codeOf(row);
      continue;
    }
    const b = words[at + 1]!;
    const c = words[at + 2]!;
    const d = words[at + 3]!;
    let entry = findEntry(table, length, b, c, d);
    if (entry < 0) {
      const slot = -1 - entry;
      entry = table.entries++;
      table.slots[slot] = entry + 1;
      table.words.set([length, b, c, d], entry * 4);
      table.codes[entry] = codeOf(row);
      if (table.entries * 2 >= table.slots.length || table.entries * 4 >= table.words.length) grow(table);
    }
    target[offset + row] = table.codes[entry]!;
  }
}
