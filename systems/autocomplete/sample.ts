import { type Random, type Source, simulate } from "millwright";
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

const pick = (random: Random, from: readonly string[]): string => from[random.integer(from.length)] ?? "";

/** Everybody has ways of its own: a few templates and one opening that come often. */
function messagesOf(writer: number, random: Random): Message[] {
  const opening = pick(random, openings);
  const favourites = [pick(random, templates), pick(random, templates), pick(random, templates)];
  const part = writer % 5 === 0 ? "test" : writer % 5 === 1 ? "validation" : "train";
  return Array.from({ length: 50 }, () => {
    const text = pick(random, random.next() < 0.4 ? favourites : templates)
      .replace("@place", () => pick(random, places))
      .replace("@time", () => pick(random, times))
      .replace("@person", () => pick(random, people))
      .replace("@thing", () => pick(random, things));
    return { writer: `w${writer}`, words: `${random.next() < 0.3 ? `${opening} ` : ""}${text}`.split(" "), part };
  });
}

/** 2,000 messages of 40 writers, made from an authored grammar. */
export function sampleMessages(): Source {
  const rows = (random: Random): object[] =>
    wordEvents(Array.from({ length: 40 }, (_, writer) => messagesOf(writer, random.fork(`writer ${writer}`))).flat());
  return simulate({ name: "messages", rows });
}
