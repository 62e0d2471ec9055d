import { type Random, random, type Source, simulate } from "millwright";
import { type Message, wordEvents } from "./word-events.ts";

const openings = ["hey", "hi", "morning", "sorry", "ok", "haha", "thanks", "hello"];
const places = ["the station", "the library", "my place", "the gym", "school", "the market", "the office", "the park"];
const times = ["at five", "after work", "in the evening", "tomorrow", "at noon", "on sunday", "in ten minutes", "later"];
const people = ["mum", "dad", "the others", "my sister", "everybody", "the team", "my boss"];
const things = ["the keys", "my charger", "the tickets", "some milk", "the book", "an umbrella", "the cake"];

/** What people write every day: @place, @time, @person and @thing are filled in. */
const templates = [
  "are you coming to @place @time",
  "i am on my way to @place",
  "can you bring @thing to @place",
  "see you at @place @time",
  "did you tell @person about @place",
  "i will be late so please wait for me at @place",
  "please call me when you are at @place",
  "i forgot @thing at @place",
  "what do you want to eat @time",
  "lets meet at @place @time",
  "let me know when you are free @time",
  "i can not come @time because of @person",
  "where are you now",
  "happy birthday to @person",
  "do you have @thing with you",
  "good luck @time",
  "how was your day",
  "talk to you @time",
];

const pick = (drawn: Random, from: readonly string[]): string => from[drawn.integer(from.length)] ?? "";

/** Everybody has ways of its own: a few templates and one opening that come often. */
function messagesOf(writer: number, drawn: Random): Message[] {
  const opening = pick(drawn, openings);
  const favourites = [pick(drawn, templates), pick(drawn, templates), pick(drawn, templates)];
  const part = writer % 5 === 0 ? "test" : writer % 5 === 1 ? "validation" : "train";
  return Array.from({ length: 50 }, () => {
    const text = pick(drawn, drawn.next() < 0.4 ? favourites : templates)
      .replace("@place", () => pick(drawn, places))
      .replace("@time", () => pick(drawn, times))
      .replace("@person", () => pick(drawn, people))
      .replace("@thing", () => pick(drawn, things));
    return { writer: `w${writer}`, words: `${drawn.next() < 0.3 ? `${opening} ` : ""}${text}`.split(" "), part };
  });
}

/** 2,000 messages of 40 writers, made from an authored grammar. */
export function sampleTexts(seed: number): Message[] {
  const drawn = random(seed);
  return Array.from({ length: 40 }, (_, writer) => messagesOf(writer, drawn.fork(`writer ${writer}`))).flat();
}

/** The same as words. */
export function sampleMessages(): Source {
  return simulate({ name: "messages", rows: (drawn: Random): object[] => wordEvents(sampleTexts(drawn.integer(2 ** 31))) });
}
