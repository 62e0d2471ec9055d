import {
  atLeast,
  atMost,
  column,
  defineSystem,
  finderCandidate,
  givenEvents,
  languageModel,
  listHit,
  listReciprocalRank,
  nextWord,
  z,
} from "millwright";
import { publishedMessages } from "./published.ts";
import { sampleMessages } from "./sample.ts";
import { fewestWriters } from "./word-events.ts";

const shared = { before: "before", minimumWriters: fewestWriters } as const;

export default defineSystem({
  name: "autocomplete",
  title: "Finish the message",
  row: z.object({
    writer: column.category({ personal: "pseudonymise", description: "Who wrote the message." }),
    word: column.category({ description: "The word that was written, in lower case." }),
    before: column
      .text({ maximumLength: 20_000, description: "Words of the message before it, with single spaces; none at its start." })
      .nullable(),
    sent: column.timestamp(),
    part: column.oneOf(["train", "validation", "test"]),
  }),
  setup: {
    goal: "Somebody who types a message on a phone presses fewer keys: the word, and where it is sure the phrase, is offered before it is typed.",
    outOfScope: "Correcting what was typed, whole replies, and languages that the messages are not in.",
    walkthrough: [
      "After each key the device looks at the words so far and the letters of the one that is being typed.",
      "Three words are offered; ghost text behind the cursor only where it is probable and saves more than a look at it costs.",
      "A tap takes the word with its space.",
      "What was sent is learned on the device, and is deleted there.",
    ],
    decision: "What is shown; nothing is ever put into the message without a tap.",
    evaluation: {
      loss: "Likelihood of the next word.",
      offline: "Share of words among three offered before any letter; keystrokes saved when held-out people's messages are typed.",
      online: "Share of offers that are taken, words a minute, words that are deleted right after they were taken.",
    },
    personalisation: {
      level: "user",
      how: "A shared model, and a private memory of what its owner wrote that fades, stays on the device and can be deleted.",
    },
    constraints: { compute: "One thread on the device, no network.", trainingMinutes: 20 },
    misuse: [
      "Getting at what others wrote: what fewer than two people wrote is in no model, numbers and addresses in none at all.",
      "Slurs: never offered, to nobody.",
    ],
    assumptions: ["People write like those whose messages were learned from.", "A message is in the language of the model."],
    requirements: [atLeast("hit_at_3", 0.17), atMost("p99_latency_ms", 30), atMost("package_mb", 20)],
  },
  data: {
    sample: () => sampleMessages(),
    published: publishedMessages,
    split: givenEvents({ test: { column: "part" } }),
    notes: {
      framing: "The next word given the words before. Choosing among ready-made replies was not taken: it cannot go on from what is typed.",
      collection: "Messages that people gave to a public corpus, and dialogues that were written for learners of English.",
      annotation: "None: the next word is the label.",
      storage: "A few MB of text.",
      arrival: "Once; the private part with every message.",
      imbalance: "Five people wrote a third of the messages; intervals are over people.",
      privacy: "A word or phrase needs two writers; addresses, links and numbers are masked; the private part never leaves its device.",
      bias: "Mostly English of Singapore and India.",
    },
  },
  modeling: {
    task: languageModel({
      writer: "writer",
      word: "word",
      context: ["before"],
      time: "sent",
      k: 3,
      metrics: [listHit({ k: 3 }), listHit({ k: 1 }), listReciprocalRank({ k: 10 })],
    }),
    candidates: [
      finderCandidate("two words", {
        finder: nextWord({ ...shared, order: 2, personal: false }),
        why: "The word that most often follows the last one.",
      }),
      finderCandidate("four words", {
        finder: nextWord({ ...shared, order: 4, personal: false }),
        rung: "complex",
        why: "The last three words, smoothed by Kneser and Ney's method.",
      }),
      finderCandidate("four words and own", {
        finder: nextWord({ ...shared, order: 4, personal: true }),
        rung: "complex",
        why: "The same with what this person wrote earlier.",
      }),
    ],
  },
  serving: {
    notes: {
      feedback: "What was taken and what was deleted again stays on the device; only counts are reported, with consent.",
      updates: "The shared model quarterly, the private memory with every message.",
      newClasses: "A new word is offered to its writer from the first time on, to others when two people wrote it.",
      lowConfidence: "No list where looking at it costs more than it saves.",
      device: "On the device: a file of a few MB that is read at once, and plain JavaScript.",
      interpretability: "Each offer has a sentence with the word that it follows.",
      experiments: "Keys and seconds a message, by person, before and after.",
    },
  },
});
