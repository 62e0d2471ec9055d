/** A word of a sorted list that is near to one that was typed. */
export interface NearWord {
  /** Position in the sorted list. */
  readonly at: number;
  readonly edits: number;
}

/** First position in [from, to) of a sorted list whose word does not begin with the first `length` units of `words[from]`. */
function behindPrefix(words: readonly string[], from: number, length: number): number {
  const prefix = words[from]!.slice(0, length);
  let low = from + 1;
  let step = 1;
  while (low + step < words.length && words[low + step]!.startsWith(prefix)) step *= 2;
  let high = Math.min(words.length, low + step + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < most && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++;
  return shared;
}

/**
 * Row of the optimal-string-alignment table for the first `length` units of a word: insertions, deletions, replacements and swaps of
 * neighbours count 1. @returns the smallest entry.
 */
function fillRow(rows: Int32Array[], typed: string, word: string, length: number): number {
  const row = rows[length]!;
  const before = rows[length - 1]!;
  const code = word.charCodeAt(length - 1);
  row[0] = length;
  let least = length;
  for (let j = 1; j <= typed.length; j++) {
    const same = typed.charCodeAt(j - 1) === code;
    let edits = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (same ? 0 : 1));
    if (length > 1 && j > 1 && typed.charCodeAt(j - 2) === code && typed.charCodeAt(j - 1) === word.charCodeAt(length - 2)) {
      edits = Math.min(edits, rows[length - 2]![j - 2]! + 1);
    }
    row[j] = edits;
    if (edits < least) least = edits;
  }
  return least;
}

/**
 * Words of a sorted list (ascending by code units, each once) that lie within some edits of what was typed: the list is walked as a tree
 * of shared beginnings, and a beginning that is too far off is left with all its words.
 * @param isPrefix - whether what was typed may be only the beginning of a word.
 * @see Schulz and Mihov (2002), "Fast string correction with Levenshtein automata"; Oommen and Loke (1997) for swapped neighbours.
 */
export function nearWords(words: readonly string[], typed: string, mostEdits: number, isPrefix: boolean): NearWord[] {
  const found: NearWord[] = [];
  const rows: Int32Array[] = [Int32Array.from({ length: typed.length + 1 }, (_, j) => j)];
  // The best match of all beginnings of the word up to a depth.
  const prefixEdits: number[] = [typed.length];
  let filled = 0;
  let previous = "";
  for (let at = 0; at < words.length; ) {
    const word = words[at]!;
    filled = Math.min(filled, sharedLength(previous, word));
    previous = word;
    let cutAt = 0;
    while (filled < word.length) {
      const length = filled + 1;
      rows[length] ??= new Int32Array(typed.length + 1);
      const least = fillRow(rows, typed, word, length);
      const reached = rows[length]![typed.length]!;
      prefixEdits[length] = Math.min(prefixEdits[length - 1]!, reached);
      filled = length;
      const isLost = least > mostEdits && (length < 2 || rows[length - 1]!.every((edits) => edits >= mostEdits));
      if (isLost && !(isPrefix && prefixEdits[length]! <= mostEdits)) {
        cutAt = length;
        break;
      }
    }
    if (cutAt > 0) {
      at = behindPrefix(words, at, cutAt);
      continue;
    }
    const edits = isPrefix ? prefixEdits[word.length]! : rows[word.length]![typed.length]!;
    if (edits <= mostEdits) found.push({ at, edits });
    at++;
  }
  return found;
}
