import { random } from "millwright";

const GROUPS = 8;
const PER_GROUP = 12;

/** Reviews of people who mostly stay in one kind of product and often go on to the next one of a series. */
export function simulateReviews(seed: number): {
  readonly reviews: readonly { readonly user: string; readonly item: string; readonly place: number }[];
  readonly items: readonly { readonly id: string; readonly attributes: string }[];
} {
  const draws = random(seed).fork("reviews");
  const ids = draws.shuffle(Int32Array.from({ length: GROUPS * PER_GROUP }, (_, place) => place));
  const idOf = (place: number): string => `i${ids[place]}`;
  const reviews = Array.from({ length: 250 }, (_, user) => {
    const group = draws.integer(GROUPS);
    let place = draws.integer(PER_GROUP);
    return Array.from({ length: 5 + draws.integer(5) }, (_unused, step) => {
      place = draws.next() < 0.6 ? (place + 1) % PER_GROUP : draws.integer(PER_GROUP);
      const own = draws.next() < 0.9 ? group : draws.integer(GROUPS);
      return { user: `u${user}`, item: idOf(own * PER_GROUP + place), place: step + 1 };
    });
  }).flat();
  const items = Array.from({ length: GROUPS * PER_GROUP }, (_, place) => ({
    id: idOf(place),
    attributes: `kind${Math.floor(place / PER_GROUP)} brand${place % 6}`,
  }));
  return { reviews, items };
}
