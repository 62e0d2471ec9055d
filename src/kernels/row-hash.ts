/** Mixes one column into two hashes per row; `words` holds `width` 32-bit words per row. */
export function mixWords(first: Int32Array, second: Int32Array, words: Int32Array, width: number): void {
  for (let row = 0; row < first.length; row++) {
    let a = first[row]!;
    let b = second[row]!;
    for (let word = row * width; word < (row + 1) * width; word++) {
      const value = words[word]!;
      a = Math.imul(a ^ value, 0x85ebca6b);
      a ^= a >>> 13;
      b = Math.imul(b + value, 0xc2b2ae35);
      b ^= b >>> 16;
    }
    first[row] = Math.imul(a, 0x27d4eb2f) ^ (a >>> 15);
    second[row] = Math.imul(b, 0x165667b1) ^ (b >>> 14);
  }
}

/** 1 for each of `rows` whose two hashes are those of one of the rows `among`, else 0. */
export function rowsAlsoIn(first: Int32Array, second: Int32Array, rows: Int32Array, among: Int32Array): Uint8Array {
  let capacity = 16;
  while (capacity < among.length * 2) capacity *= 2;
  const slots = new Int32Array(capacity).fill(-1);
  const mask = capacity - 1;
  const slotOf = (row: number): number => {
    let slot = (first[row]! ^ (second[row]! >>> 7)) & mask;
    while (slots[slot]! >= 0 && (first[slots[slot]!] !== first[row] || second[slots[slot]!] !== second[row])) slot = (slot + 1) & mask;
    return slot;
  };
  for (let i = 0; i < among.length; i++) slots[slotOf(among[i]!)] = among[i]!;
  const found = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) if (slots[slotOf(rows[i]!)]! >= 0) found[i] = 1;
  return found;
}

/** 32-bit hash of a text (FNV-1a over UTF-16 units). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
