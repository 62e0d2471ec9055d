import type { Completer, Suggestion, TypedText } from "./completer.ts";
import type { UserMemory } from "./user-memory.ts";

/**
 * Suggests for one text field and does not repeat itself within a word: who typed on although a word was shown did not mean it, so the
 * next best takes its place. Deleting letters or going on to the next word starts afresh.
 */
export class FreshSuggestions {
  readonly #completer: Completer;
  readonly #memory: UserMemory | undefined;
  #shown = new Set<string>();
  #words = "";
  #prefix = "";

  constructor(completer: Completer, memory?: UserMemory) {
    this.#completer = completer;
    this.#memory = memory;
  }

  /** Suggestions after one more key. */
  suggest(typed: TypedText, k: number): Suggestion[] {
    const words = typed.words.join(" ");
    const goesOn = words === this.#words && typed.prefix.startsWith(this.#prefix) && typed.prefix !== this.#prefix;
    if (!goesOn) this.#shown = new Set();
    this.#words = words;
    this.#prefix = typed.prefix;
    const suggestions = this.#completer.suggest(typed, k, this.#memory, this.#shown);
    for (const { text } of suggestions) this.#shown.add(text);
    return suggestions;
  }
}
