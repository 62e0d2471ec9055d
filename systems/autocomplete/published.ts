import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromTable, type Source, tableFromRows } from "millwright";
import { type Message, wordEvents } from "./word-events.ts";
import { zipEntry } from "./zip-entry.ts";

const word = /<number>|<email>|[a-z0-9']+/g;

const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? [];

function partOf(writer: number): Message["part"] {
  return writer % 10 === 0 ? "test" : writer % 10 === 1 ? "validation" : "train";
}

/** Messages of the corpus whose text nobody has in an earlier part: forwards must not be learned from and judged on. */
function onlyOnce(messages: readonly Message[]): Message[] {
  const seen = new Set<string>();
  return (["train", "validation", "test"] as const).flatMap((part) =>
    messages.filter((message) => {
      const text = message.words.join(" ");
      if (message.part !== part || text === "" || seen.has(text)) return false;
      seen.add(text);
      return true;
    }),
  );
}

/** Short messages; writers are held out whole: each tenth is judged on, each tenth chosen on. */
export function shortMessages(folder: string): Message[] {
  const text = gunzipSync(readFileSync(join(folder, "nus_sms_en_slim.tsv.gz"))).toString("utf8");
  const rows = text.split("\n").slice(1).filter(Boolean);
  return onlyOnce(
    rows.map((row) => {
      const [, writer = "", , , message = ""] = row.split("\t");
      return { writer: `u${writer}`, words: wordsOf(message), part: partOf(Number(writer)) };
    }),
  );
}

/** Turns of dialogues, to learn from alone: each dialogue counts as a writer. Spaces that were put around apostrophes are taken out. */
export function dialogueTurns(folder: string): Message[] {
  const text = zipEntry(readFileSync(join(folder, "dailydialog", "train.zip")), "train/dialogues_train.txt").toString("utf8");
  return text.split("\n").flatMap((dialogue, at) =>
    dialogue
      .toLowerCase()
      .replaceAll("’", "'")
      .replace(/ ' (s|m|re|ll|ve|d|t)\b/g, "'$1")
      .split("__eou__")
      .map((turn): Message => ({ writer: `d${at}`, words: wordsOf(turn), part: "train" }))
      .filter(({ words }) => words.length > 0),
  );
}

/** The short messages with the dialogues beside them, as words. */
export function publishedMessages(folder: string): Source {
  return {
    kind: "archive",
    description: "short messages (NUS) and dialogues (DailyDialog); held-out writers of messages are judged on",
    simulated: false,
    read: async (schema, context) => {
      const events = wordEvents([...dialogueTurns(folder), ...shortMessages(folder)]);
      return fromTable(tableFromRows("messages", schema, events), false).read(schema, context);
    },
  };
}
