import { type Random, random } from "millwright";

/** An item of a shop. */
export interface ShopItem {
  readonly id: string;
  readonly category: string;
  readonly name: string;
  readonly price: number;
  /** In millilitres, grams or pieces. */
  readonly size: number;
  /** Separated by spaces; empty where there are none. */
  readonly allergens: string;
}

/** Everything that a simulated shop recorded. */
export interface SimulatedShop {
  readonly catalogue: readonly ShopItem[];
  /** People who looked at an item and then at another one instead. */
  readonly views: readonly { readonly item: string; readonly replacement: string; readonly part: string }[];
  /** Items that were bought along with an item. */
  readonly boughtAlong: readonly { readonly owner: string; readonly listed: string }[];
  readonly purchases: readonly { readonly user: string; readonly item: string }[];
}

const needs = [
  "oat drink",
  "milk",
  "rice",
  "pasta",
  "tomato sauce",
  "green tea",
  "coffee",
  "peanut butter",
  "honey",
  "crackers",
  "olive oil",
  "nuts",
];
const brands = ["Alder", "Birch", "Cedar", "Dune", "Elm", "Fjord", "Grove"];
const allergenOf: Readonly<Record<string, string>> = {
  "oat drink": "gluten",
  milk: "milk",
  pasta: "gluten",
  "peanut butter": "peanut",
  crackers: "gluten",
  nuts: "nuts",
};
const sizes = [250, 500, 1000];
const PER_NEED = 20;
/** How far on the three needs lie that go along with one: no two needs share more than one of them. */
const COMPANY = [1, 3, 7];

function shelf(draws: Random): ShopItem[] {
  const items = needs.flatMap((need) =>
    Array.from({ length: PER_NEED }, () => {
      const size = sizes[draws.integer(sizes.length)] ?? 500;
      const brand = brands[draws.integer(brands.length)] ?? "Alder";
      // Some products of a need do without what the others contain.
      const allergens = draws.next() < 0.8 ? (allergenOf[need] ?? "") : "";
      const price = Math.round(100 * (1 + size / 250) * (0.7 + draws.next())) / 100;
      return { category: need, name: `${brand} ${need} ${size}`, price, size, allergens };
    }),
  );
  // Numbers by lot, so that an id says nothing about its item.
  const ids = draws.shuffle(Int32Array.from(items, (_, place) => 1000 + place));
  return items.map((item, place) => ({ id: `p${ids[place]}`, ...item }));
}

/** Another item of the same need, more likely of the same size and of a like price. */
function replacementOf(item: ShopItem, catalogue: readonly ShopItem[], draws: Random): ShopItem {
  for (;;) {
    const other = catalogue[draws.integer(catalogue.length)] ?? item;
    if (other.id === item.id || other.category !== item.category) continue;
    const fits = (other.size === item.size ? 1 : 0.25) * Math.exp(-Math.abs(other.price - item.price) / 2);
    if (draws.next() < fits) return other;
  }
}

/** What goes along with a need: three others. */
function alongWith(item: ShopItem, catalogue: readonly ShopItem[], draws: Random): ShopItem {
  const need = needs.indexOf(item.category);
  const along = needs[(need + (COMPANY[draws.integer(COMPANY.length)] ?? 1)) % needs.length];
  const choices = catalogue.filter(({ category }) => category === along);
  return choices[Math.floor(draws.next() ** 2 * choices.length)] ?? item;
}

/**
 * A shop of 12 needs with 20 products each: views that go from one product to another of the same need, baskets of what goes along, and
 * households that keep to some products.
 * @param seed - the same seed gives the same shop.
 */
export function simulateShop(seed: number): SimulatedShop {
  const draws = random(seed).fork("shop");
  const catalogue = shelf(draws);
  const distinct = (
    item: ShopItem,
    count: number,
    draw: (one: ShopItem, all: readonly ShopItem[], from: Random) => ShopItem,
  ): ShopItem[] => [...new Set(Array.from({ length: count }, () => draw(item, catalogue, draws)))];
  const parts = draws.shuffle(catalogue.map((_, place) => (place % 5 === 0 ? "test" : place % 5 === 1 ? "validation" : "train")));
  const views = catalogue.flatMap((item, place) =>
    distinct(item, 3 + draws.integer(8), replacementOf).map(({ id }) => ({
      item: item.id,
      replacement: id,
      part: parts[place] ?? "train",
    })),
  );
  const boughtAlong = catalogue.flatMap((item) =>
    [...distinct(item, 8, alongWith), ...distinct(item, 2, replacementOf)].map(({ id }) => ({ owner: item.id, listed: id })),
  );
  const purchases = Array.from({ length: 600 }, (_, user) => {
    const favourites = Array.from({ length: 3 }, () => catalogue[draws.integer(catalogue.length)] ?? catalogue[0]);
    return favourites.flatMap((item) =>
      item === undefined ? [] : [item, replacementOf(item, catalogue, draws)].map(({ id }) => ({ user: `u${user}`, item: id })),
    );
  }).flat();
  return { catalogue, views, boughtAlong, purchases };
}
