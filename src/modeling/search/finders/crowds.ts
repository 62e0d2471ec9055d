import { setImmediate } from "node:timers/promises";
import type { FinderContext } from "../../finding/finder.ts";
import { refuseAborted } from "../../fitting/stay-responsive.ts";
import { indexInvalid } from "../index-invalid.ts";
import type { LexicalMix } from "./lexical-mix.ts";

/** Neighbours whose mean says how crowded it is around a document. */
const NEIGHBOURS = 8;
/** Documents between two looks at whether to go on. */
const AT_ONCE = 1000;

/**
 * How crowded it is around each document, by the first index of a mix. It is measured once, when a document comes, so that no request searches
 * for neighbours; documents that come or go later do not change it.
 */
export class Crowds {
  readonly #mix: LexicalMix;
  /** Mean score of the nearest others and the nearest one's, document by document. */
  readonly #values: number[];

  private constructor(mix: LexicalMix, values: Iterable<number>) {
    this.#mix = mix;
    this.#values = [...values];
  }

  /** Measures all documents of a mix. @throws MODELING_ABORTED */
  static async measure(mix: LexicalMix, texts: readonly string[], context: Pick<FinderContext, "signal">): Promise<Crowds> {
    const crowds = new Crowds(mix, []);
    for (const [document, text] of texts.entries()) {
      crowds.add(text);
      if (document % AT_ONCE > 0) continue;
      await setImmediate();
      refuseAborted("pair_ranker", context);
    }
    return crowds;
  }

  /** Measures the document after the last one that was measured; the mix holds it already. */
  add(text: string): void {
    const document = this.#values.length / 2;
    const found = this.#mix.indexes[0]?.search(text, { k: NEIGHBOURS, allow: (other) => other !== document });
    const scores = found?.scores ?? new Float64Array(0);
    this.#values.push(scores.reduce((sum, score) => sum + score, 0) / NEIGHBOURS, scores[0] ?? 0);
  }

  /** Of one document. */
  of(document: number): readonly [mean: number, nearest: number] {
    return [this.#values[2 * document] ?? 0, this.#values[2 * document + 1] ?? 0];
  }

  save(): { readonly crowds: Float64Array } {
    return { crowds: Float64Array.from(this.#values) };
  }

  /** @throws MODELING_INDEX_INVALID */
  static restore(mix: LexicalMix, tensors: Readonly<Record<string, unknown>>): Crowds {
    const { crowds } = tensors;
    if (!(crowds instanceof Float64Array)) throw indexInvalid("how crowded it is around its documents is missing");
    if (crowds.length !== 2 * mix.size) throw indexInvalid(`it holds ${mix.size} documents, and crowds of ${crowds.length / 2}`);
    return new Crowds(mix, crowds);
  }
}
