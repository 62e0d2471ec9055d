import type { FittedFinder } from "millwright";
import type { ShopItem } from "./simulator.ts";

/** What a shop knows of an item; null where it does not know. */
export type KnownItem = { readonly [Name in keyof ShopItem]: Name extends "id" | "category" ? ShopItem[Name] : ShopItem[Name] | null };

/** A row of the catalogue; what is absent is not known. */
export function knownItem(row: Readonly<Partial<KnownItem>>): KnownItem {
  const { id = "", category = "", name = null, price = null, size = null, allergens = null } = row;
  return { id, category, name, price, size, allergens };
}

/** The catalogue in the order of the model's codes, with what is in stock at this moment. */
export interface ShopState {
  readonly items: readonly KnownItem[];
  readonly inStock: (id: string) => boolean;
}

/** Which item is gone, and what else is in the basket. */
export interface ReplacementRequest {
  readonly itemId: string;
  readonly basket?: readonly string[];
  /** Allergens that the customer must avoid, beside those that the wanted item is free of. */
  readonly avoid?: readonly string[];
  /** Length of the list; 10 unless told. */
  readonly k?: number;
}

/** One item to offer. */
export interface Replacement {
  readonly id: string;
  /** Chance that it is taken, in [0, 1]. */
  readonly p: number;
  readonly why: string;
  /** Price less that of the wanted item; absent where one is not known. */
  readonly priceDelta?: number;
}

/** Replacements, best first; `fallback` where none is good enough: then the page of the category is shown. */
export interface ReplacementReply {
  readonly replacements: readonly Replacement[];
  readonly fallback?: "category";
}

/** Chance below which an empty slot is better. */
export const LEAST_CHANCE = 0.03;
/** Sizes further apart than this factor do another job. */
const SIZE_FACTOR = 2;

function allergensOf({ allergens }: KnownItem): Set<string> {
  return new Set((allergens ?? "").split(/\s+/u).filter((one) => one !== ""));
}

/** Whether an item may stand in for another: never with an allergen that the wanted one is free of or that is to be avoided, nor in another size. */
export function isSafe(wanted: KnownItem, other: KnownItem, avoid: readonly string[] = []): boolean {
  const own = allergensOf(wanted);
  // What is not known of the other item's allergens is not taken to be harmless once anything is to be avoided.
  if (other.allergens === null && (avoid.length > 0 || wanted.allergens !== null)) return false;
  for (const one of allergensOf(other)) if (!own.has(one) || avoid.includes(one)) return false;
  if (wanted.size === null || other.size === null) return true;
  return Math.max(wanted.size, other.size) <= SIZE_FACTOR * Math.min(wanted.size, other.size);
}

/** Price less that of the wanted item, where both are known. */
export function priceDifference(wanted: KnownItem, other: KnownItem): { readonly priceDelta?: number } {
  if (wanted.price === null || other.price === null) return {};
  return { priceDelta: Math.round(100 * (other.price - wanted.price)) / 100 };
}

/**
 * What to offer instead of an item: the model's order, filtered by what is in stock, safe and not in the basket already.
 * An item that the catalogue does not have gets the fallback.
 * @param model - a finder about items whose scores are chances: the wanted item is the asker.
 */
export function proposeReplacements(model: FittedFinder, shop: ShopState, request: ReplacementRequest): ReplacementReply {
  const { itemId, basket = [], avoid = [], k = 10 } = request;
  const asker = shop.items.findIndex(({ id }) => id === itemId);
  const wanted = shop.items[asker];
  if (wanted === undefined) return { replacements: [], fallback: "category" };
  const question = { asker, history: new Int32Array() };
  const allow = (code: number): boolean => {
    const other = shop.items[code];
    return other !== undefined && code !== asker && shop.inStock(other.id) && !basket.includes(other.id) && isSafe(wanted, other, avoid);
  };
  const { items, scores } = model.find([question], { k, allow });
  const replacements = [...items].flatMap((code, place): Replacement[] => {
    const other = shop.items[code];
    if (other === undefined) return [];
    const p = scores[place] ?? 0;
    if (p < LEAST_CHANCE) return [];
    const why = model.explain?.(question, code).sentence ?? "";
    return [{ id: other.id, p, why, ...priceDifference(wanted, other) }];
  });
  return replacements.length > 0 ? { replacements } : { replacements, fallback: "category" };
}
