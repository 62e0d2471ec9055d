/** How fast a memory forgets and how much it holds. */
export interface UserMemorySettings {
  /** Words after which an occurrence counts half; 20,000 unless told. */
  readonly halfLifeWords?: number;
  /** Most contexts, and words of one context, that are kept; the weakest go first. 20,000 unless told. */
  readonly maximumContexts?: number;
}

/** What one person wrote after a context. */
interface Followers {
  readonly words: Map<string, number>;
  total: number;
}

/** What a person's memory says of a context: how strong it is and how often each word followed. */
export interface OwnContext {
  /** Occurrences, old ones counting less. */
  readonly total: number;
  readonly words: ReadonlyMap<string, number>;
  /** Divides the numbers above. */
  readonly scale: number;
}

/** Plain data of a memory, for the person's own device. */
export interface SavedMemory {
  readonly clock: number;
  readonly contexts: readonly (readonly [string, readonly (readonly [string, number])[]])[];
}

/** Occurrences are counted in units that grow, so that old ones need no touching; beyond this all are brought down. */
const LARGEST_SCALE = 2 ** 40;
const SEPARATOR = " ";

/**
 * The private part of a language model: what one person wrote, as words after none, one and two words before them. It is learned on the
 * fly, belongs to that person alone, and can be deleted, as a whole or word by word. A language model of others never reads it.
 */
export class UserMemory {
  readonly #halfLife: number;
  readonly #maximumContexts: number;
  #contexts = new Map<string, Followers>();
  #clock = 0;

  constructor({ halfLifeWords = 20_000, maximumContexts = 20_000 }: UserMemorySettings = {}) {
    this.#halfLife = halfLifeWords;
    this.#maximumContexts = maximumContexts;
  }

  /** Contexts that are held. */
  get size(): number {
    return this.#contexts.size;
  }

  /**
   * Learns a message as it was sent.
   * @param earlier - words of the same message that were learned before.
   */
  learn(words: readonly string[], earlier: readonly string[] = []): void {
    words.forEach((word, at) => {
      this.#clock++;
      const scale = this.#scale();
      const known = [...earlier, ...words.slice(0, at)];
      for (let before = 0; before <= 2 && before <= known.length + 1; before++) this.#count(contextKey(known, before), word, scale);
    });
    if (this.#scale() > LARGEST_SCALE) this.#rescale();
    if (this.#contexts.size > this.#maximumContexts) this.#dropWeakest();
    for (const key of ["", contextKey([], 1)]) this.#boundWords(this.#contexts.get(key));
  }

  /**
   * What the person wrote after the last words of a message so far.
   * @param before - how many of them, 0 to 2; the start of a message counts as a word.
   */
  after(words: readonly string[], before: number): OwnContext | undefined {
    const followers = this.#contexts.get(contextKey(words, before));
    return followers === undefined ? undefined : { total: followers.total, words: followers.words, scale: this.#scale() };
  }

  /** Whether the person ever wrote a word. */
  has(word: string): boolean {
    return this.#contexts.get("")?.words.has(word) === true;
  }

  /** Deletes a word wherever it stands. */
  forgetWord(word: string): void {
    for (const [key, followers] of this.#contexts) {
      followers.total -= followers.words.get(word) ?? 0;
      followers.words.delete(word);
      if (followers.words.size === 0 || key.split(SEPARATOR).includes(word)) this.#contexts.delete(key);
    }
  }

  /** Deletes everything. */
  forget(): void {
    this.#contexts = new Map();
    this.#clock = 0;
  }

  save(): SavedMemory {
    const scale = this.#scale();
    return {
      clock: 0,
      contexts: [...this.#contexts].map(
        ([key, { words }]) => [key, [...words].map(([word, count]) => [word, count / scale] as const)] as const,
      ),
    };
  }

  static open(saved: SavedMemory, settings: UserMemorySettings = {}): UserMemory {
    const memory = new UserMemory(settings);
    memory.#clock = saved.clock;
    for (const [key, words] of saved.contexts) {
      memory.#contexts.set(key, { words: new Map(words), total: words.reduce((sum, [, count]) => sum + count, 0) });
    }
    return memory;
  }

  #scale(): number {
    return 2 ** (this.#clock / this.#halfLife);
  }

  #count(key: string, word: string, weight: number): void {
    const followers = this.#contexts.get(key) ?? { words: new Map<string, number>(), total: 0 };
    this.#contexts.set(key, followers);
    followers.words.set(word, (followers.words.get(word) ?? 0) + weight);
    followers.total += weight;
  }

  #rescale(): void {
    const scale = this.#scale();
    for (const followers of this.#contexts.values()) {
      followers.total /= scale;
      for (const [word, count] of followers.words) followers.words.set(word, count / scale);
    }
    this.#clock = 0;
  }

  /** Keeps the stronger half of the words of a context that has too many: all others have few. */
  #boundWords(followers: Followers | undefined): void {
    if (followers === undefined || followers.words.size <= this.#maximumContexts) return;
    const weakest = [...followers.words].sort(([, x], [, y]) => x - y).slice(0, Math.ceil(this.#maximumContexts / 2));
    for (const [word, count] of weakest) {
      followers.words.delete(word);
      followers.total -= count;
    }
  }

  /** Keeps the stronger half of the contexts, and the single words. */
  #dropWeakest(): void {
    const strongest = [...this.#contexts].sort(([a, x], [b, y]) => Number(b === "") - Number(a === "") || y.total - x.total);
    this.#contexts = new Map(strongest.slice(0, Math.ceil(this.#maximumContexts / 2)));
  }
}

/** The last words as a key; the start of a message is a word of its own that nobody can type. */
function contextKey(words: readonly string[], before: number): string {
  if (before === 0) return "";
  const last = words.slice(-before);
  return (last.length < before ? ["\u0001", ...last] : last).join(SEPARATOR);
}
