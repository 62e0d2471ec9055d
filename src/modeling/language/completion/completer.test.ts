import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import { typingCosts } from "../evaluation/typing-costs.ts";
import { messageWords } from "../tokenize.ts";
import { trainNgrams } from "../train-ngrams.ts";
import { buildVocabulary, type Sentence } from "../vocabulary.ts";
import { completePhrase } from "./complete-phrase.ts";
import { Completer } from "./completer.ts";
import { FreshSuggestions } from "./passed-over.ts";
import { UserMemory } from "./user-memory.ts";
import { expectedSavingMs, worthShowing } from "./worth-showing.ts";

const common = [
  "see you at the station",
  "see you soon my friend",
  "are you at home",
  "call me when you are at the station",
  "fuck this traffic",
];

/** Four people who write the same everyday messages, and what each alone writes. */
function corpus(secrets: readonly string[] = []): Sentence[] {
  const shared = [0, 1, 2, 3].flatMap((writer) => common.map((text) => ({ words: messageWords(text), writer })));
  return [...shared, ...secrets.map((text) => ({ words: messageWords(text), writer: 9 }))];
}

function completerOf(sentences: readonly Sentence[]): Completer {
  const vocabulary = buildVocabulary(sentences, { minimumWriters: 2 });
  return new Completer(trainNgrams(sentences, vocabulary, { order: 4, endings: false, minimumWriters: 2, quantize: true }));
}

const texts = (suggestions: readonly { text: string }[]): string[] => suggestions.map(({ text }) => text);

describe("completion", () => {
  it("puts the words that followed first, and only those that begin with what was typed", () => {
    const completer = completerOf(corpus());
    expect(texts(completer.suggest({ words: ["see"], prefix: "" }, 1))).toEqual(["you"]);
    expect(texts(completer.suggest({ words: ["at", "the"], prefix: "st" }, 3))).toEqual(["station"]);
    expect(completer.suggest({ words: ["see"], prefix: "qqq" }, 3)).toEqual([]);
  });

  it("gives probabilities that sum to that of their prefix, with and without a memory", () => {
    const completer = completerOf(corpus());
    const memory = new UserMemory();
    completer.learn(memory, ["see", "yvonne", "at", "yoga"]);
    for (const own of [undefined, memory]) {
      const listed = completer.suggest({ words: ["see"], prefix: "y" }, 100, own).reduce((sum, { probability }) => sum + probability, 0);
      expect(listed).toBeCloseTo(completer.prefixProbability({ words: ["see"], prefix: "y" }, own), 6);
    }
  });

  it("learns a person's own words on the fly, keeps them to that person, and forgets them when told", () => {
    const completer = completerOf(corpus());
    const [mine, yours] = [new UserMemory(), new UserMemory()];
    for (let times = 0; times < 3; times++) completer.learn(mine, ["see", "you", "at", "wrocław"]);
    const typed = { words: ["you", "at"], prefix: "wr" };
    expect(completer.suggest(typed, 3, mine)).toEqual([expect.objectContaining({ text: "wrocław", own: true })]);
    expect(completer.suggest(typed, 3, yours)).toEqual([]);
    expect(completer.suggest(typed, 3)).toEqual([]);
    const again = UserMemory.open(mine.save());
    expect(texts(completer.suggest(typed, 3, again))).toEqual(["wrocław"]);
    mine.forgetWord("wrocław");
    again.forget();
    expect(JSON.stringify(mine.save())).not.toContain("wrocław");
    for (const memory of [mine, again]) expect(completer.suggest(typed, 3, memory)).toEqual([]);
  });

  it("lets old words of a memory fade", () => {
    const memory = new UserMemory({ halfLifeWords: 10 });
    memory.learn(["old"]);
    for (let at = 0; at < 600; at++) memory.learn(["new"]);
    const own = memory.after([], 0);
    expect((own?.words.get("old") ?? 0) / (own?.total ?? 1)).toBeLessThan(1e-9);
    expect((own?.total ?? 0) / (own?.scale ?? 1)).toBeCloseTo(1 / (1 - 2 ** -0.1), 6);
  });

  it("bounds what a memory holds", () => {
    const memory = new UserMemory({ maximumContexts: 50 });
    const draw = random(1);
    for (let at = 0; at < 600; at++) memory.learn([`w${draw.integer(500)}`, `w${draw.integer(500)}`]);
    expect(memory.size).toBeLessThanOrEqual(50);
    expect(memory.after([], 0)?.words.size).toBeLessThanOrEqual(50);
    expect(memory.after([], 1)?.words.size).toBeLessThanOrEqual(50);
  });

  it("does not offer again what was passed over within a word", () => {
    const fresh = new FreshSuggestions(completerOf(corpus()));
    expect(texts(fresh.suggest({ words: ["at", "the"], prefix: "" }, 1))).toEqual(["station"]);
    expect(texts(fresh.suggest({ words: ["at", "the"], prefix: "s" }, 1))).not.toContain("station");
    expect(texts(fresh.suggest({ words: ["at", "the"], prefix: "" }, 1))).toEqual(["station"]);
  });

  it("completes a phrase as far as it is probable", () => {
    const completer = completerOf(corpus());
    expect(completePhrase(completer, { words: ["call"], prefix: "" })?.text).toBe("me when you are");
    expect(completePhrase(completer, { words: ["call", "me"], prefix: "wh" })?.text).toMatch(/^when you/);
    expect(completePhrase(completer, { words: [], prefix: "" }, { minimumProbability: 0.9 })).toBeUndefined();
  });

  it("shows a list only where it saves more than it costs to read, and ghost text only where it is probable", () => {
    const sure = { text: "station", probability: 0.8, own: false };
    const doubtful = { text: "go", probability: 0.05, own: false };
    expect(expectedSavingMs(sure, "", typingCosts)).toBeCloseTo(0.8 * (8 * 330 - 480) - 90, 9);
    expect(worthShowing([sure, doubtful], "", typingCosts)).toEqual({ list: [sure, doubtful], inline: sure });
    expect(worthShowing([doubtful], "", typingCosts)).toEqual({ list: [] });
  });

  it("says where it does not know the language", () => {
    const completer = completerOf(corpus());
    expect(completer.isForeign(messageWords("gdzie jesteś teraz kochanie moje"))).toBe(true);
    expect(completer.isForeign(messageWords("see you at gdzie"))).toBe(false);
  });
});

describe("the guard of a keyboard", () => {
  const canaries = [
    "my locker code is blue seven horse",
    "call zebediah at 98765432",
    "write to zebediah.quux@example.org",
    "i live at 221 bakerloo crescent",
    "pin is 4711 ok",
    "see you at the zanzibarium",
  ];

  it("never gives away what one person alone wrote: names, numbers, addresses, secrets of everyday words", () => {
    const secrets = canaries.flatMap((text) => Array.from({ length: 25 }, () => text));
    const everyday: Sentence[] = ["locker", "code", "is", "blue", "seven", "horse", "my", "i", "live", "pin", "ok"].flatMap((word) =>
      [1, 2].map((writer) => ({ words: [word], writer })),
    );
    const completer = completerOf([...corpus(secrets), ...everyday]);
    for (const word of ["zebediah", "bakerloo", "zanzibarium", "98765432", "4711", "<number>", "<email>"]) {
      expect(completer.model.vocabulary.has(word) && !word.startsWith("<")).toBe(false);
    }
    for (const canary of canaries) {
      const words = messageWords(canary);
      for (let at = 1; at < words.length; at++) {
        const shown = texts(completer.suggest({ words: words.slice(0, at), prefix: "" }, 100));
        expect(shown.some((text) => /zeb|quux|bakerloo|zanz|\d{3}|[<@]/u.test(text))).toBe(false);
      }
    }
    // The secret's words are everyday ones: knowing what was before tells no more about the next than not knowing it.
    for (const [before, next] of [
      [["my", "locker", "code", "is"], "blue"],
      [["is", "blue"], "seven"],
      [["blue", "seven"], "horse"],
    ] as const) {
      const context = completer.model.contextOf(before);
      const id = completer.model.vocabulary.idOf(next);
      const word = completer.model.logProbability(completer.model.contextOf(["nothing", "known"]), id);
      expect(completer.model.logProbability(context, id)).toBeCloseTo(word, 6);
    }
  });

  it("does not let even a person's own device learn numbers and addresses, nor join what stood around them", () => {
    const completer = completerOf(corpus());
    const memory = new UserMemory();
    for (let times = 0; times < 5; times++) completer.learn(memory, ["pin", "4711", "thanks", "x@y.zz"]);
    const saved = JSON.stringify(memory.save());
    for (const secret of ["4711", "@"]) expect(saved).not.toContain(secret);
    expect(memory.after(["pin"], 1)).toBeUndefined();
  });

  it("suggests no profanity, even where everybody and the person himself wrote it", () => {
    const completer = completerOf(corpus());
    const memory = new UserMemory();
    completer.learn(memory, ["fuck", "this", "shit"]);
    for (const prefix of ["", "f", "fuc", "sh"]) {
      expect(texts(completer.suggest({ words: [], prefix }, 100, memory)).filter((text) => /fuck|shit/u.test(text))).toEqual([]);
    }
    expect(completer.model.vocabulary.has("fuck")).toBe(true);
  });
});
