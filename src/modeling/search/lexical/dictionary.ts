import { nearWords } from "../../../kernels/index.ts";
import { indexInvalid } from "../index-invalid.ts";

/** A term that is near to what was typed. */
export interface NearTerm {
  readonly term: string;
  readonly number: number;
  /** Insertions, deletions, replacements and swaps of neighbours between the two. */
  readonly edits: number;
}

/** How far off a term may be. */
export interface NearSettings {
  /** 0 to 3. */
  readonly mostEdits: number;
  /** Whether what was typed may be only the beginning of the term; false unless told. */
  readonly prefix?: boolean;
}

/** Terms and their numbers, in the order in which they were first met. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];
  #sorted: readonly string[] = [];

  get size(): number {
    return this.#terms.length;
  }

  /** Number of a term, or -1. */
  numberOf(term: string): number {
    return this.#numbers.get(term) ?? -1;
  }

  termOf(number: number): string {
    return this.#terms[number] ?? "";
  }

  /** Number of a term, which it gets where it has none. */
  add(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#terms.push(term) - 1;
    this.#numbers.set(term, number);
    return number;
  }

  /** Terms near to what was typed, the fewest edits first, equals by code units. */
  near(typed: string, { mostEdits, prefix = false }: NearSettings): NearTerm[] {
    if (this.#sorted.length !== this.#terms.length) this.#sorted = [...this.#terms].sort();
    return nearWords(this.#sorted, typed, mostEdits, prefix)
      .map(({ at, edits }) => {
        const term = this.#sorted[at] ?? "";
        return { term, number: this.numberOf(term), edits };
      })
      .sort((a, b) => a.edits - b.edits);
  }

  /** The terms as bytes: UTF-8, one behind the other, and where each ends. */
  save(): { readonly bytes: Uint8Array; readonly ends: Int32Array } {
    const encoder = new TextEncoder();
    const parts = this.#terms.map((term) => encoder.encode(term));
    const ends = new Int32Array(parts.length);
    let end = 0;
    parts.forEach((part, n) => {
      end += part.length;
      ends[n] = end;
    });
    const bytes = new Uint8Array(end);
    parts.forEach((part, n) => {
      bytes.set(part, n === 0 ? 0 : (ends[n - 1] ?? 0));
    });
    return { bytes, ends };
  }

  /** @throws MODELING_INDEX_INVALID */
  static load(bytes: Uint8Array, ends: Int32Array): Dictionary {
    const dictionary = new Dictionary();
    const decoder = new TextDecoder();
    let from = 0;
    for (const end of ends) {
      if (end < from || end > bytes.length) throw indexInvalid(`a term ends at byte ${end} of ${bytes.length}`);
      dictionary.add(decoder.decode(bytes.subarray(from, end)));
      from = end;
    }
    if (from !== bytes.length || dictionary.size !== ends.length) throw indexInvalid("its terms are not each there once");
    return dictionary;
  }
}
