import type { Random } from "millwright";

const apps = [
  "alarm",
  "news",
  "mail",
  "calendar",
  "chat",
  "music",
  "maps",
  "camera",
  "bank",
  "games",
  "video",
  "podcasts",
  "weather",
  "browser",
  "notes",
  "shop",
  "fitness",
  "recipes",
  "books",
  "photos",
] as const;

/** Parts of the day that an unlock can fall into. */
export const daytimes = ["early morning", "morning", "noon", "afternoon", "evening", "night"] as const;
export const places = ["home", "work", "on the way", "elsewhere"] as const;

/** One unlock: the moment, and the app that was opened first. */
export interface Unlock {
  readonly user: string;
  readonly time: Date;
  readonly app: string;
  readonly daytime: string;
  readonly weekend: boolean;
  readonly place: string;
  readonly headphones: boolean;
  readonly previous: string;
}

/** Size of a simulated world of phones. */
export interface PhoneDays {
  readonly users: number;
  readonly days: number;
}

const hours = [6.5, 9, 12.5, 15.5, 19.5, 22.5];
const minute = 60_000;

function pick<T>(values: readonly [T, ...T[]] | readonly T[], random: Random, otherwise: T): T {
  return values[random.integer(values.length)] ?? otherwise;
}

/** What one user does by habit: an app for each kind of moment, and what follows after some apps. */
interface Habits {
  readonly byMoment: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly music: string;
  readonly favourites: readonly string[];
  /** Share of moments without a habit. */
  readonly whim: number;
}

function drawHabits(random: Random): Habits {
  const favourites = Array.from({ length: 7 }, () => pick(apps, random, "chat"));
  const byMoment = new Map<string, string>();
  for (const daytime of daytimes) {
    for (const place of places) byMoment.set(`${daytime} ${place}`, pick(favourites, random, "chat"));
  }
  const after = new Map<string, string>();
  for (const app of favourites) if (random.next() < 0.35) after.set(app, pick(favourites, random, "chat"));
  return { byMoment, after, music: random.next() < 0.6 ? "music" : "podcasts", favourites, whim: 0.01 + 0.2 * random.next() ** 2 };
}

function drawPlace(daytime: number, weekend: boolean, random: Random): string {
  const roll = random.next();
  if (weekend) return roll < 0.7 ? "home" : "elsewhere";
  if (daytime === 1 || daytime === 4) return roll < 0.5 ? "on the way" : daytime === 1 ? "work" : "home";
  if (daytime === 2 || daytime === 3) return roll < 0.85 ? "work" : "elsewhere";
  return roll < 0.92 ? "home" : "elsewhere";
}

/** Phones over some weeks, in order of time: routines of place and hour, chains of apps, headphones, and whims that nobody could foretell. */
export function simulateUnlocks({ users, days }: PhoneDays, random: Random): Unlock[] {
  const unlocks: Unlock[] = [];
  for (let user = 0; user < users; user++) {
    const habits = drawHabits(random);
    let previous = "none";
    for (let day = 0; day < days; day++) {
      const weekend = day % 7 >= 5;
      for (const [slot, hour] of hours.entries()) {
        const daytime = daytimes[slot] ?? "noon";
        const place = drawPlace(slot, weekend, random);
        const headphones = random.next() < (place === "on the way" ? 0.7 : 0.08);
        for (let burst = 0; burst < 1 + random.integer(3); burst++) {
          const moment = habits.byMoment.get(`${daytime} ${place}`) ?? "chat";
          const habit = headphones && burst === 0 ? habits.music : burst > 0 ? (habits.after.get(previous) ?? moment) : moment;
          const app = random.next() < habits.whim * (burst > 0 ? 1 : 0.6) ? pick(apps, random, "chat") : habit;
          const time = new Date(Date.UTC(2026, 0, 5 + day) + (hour * 60 + burst * 6 + random.integer(5)) * minute);
          unlocks.push({ user: `user${user}`, time, app, daytime, weekend, place, headphones, previous });
          previous = app;
        }
      }
      previous = "none";
    }
  }
  return unlocks.sort((a, b) => a.time.getTime() - b.time.getTime());
}
