import { random } from "millwright";

/** What a guest asks for. */
export interface Search {
  readonly latitude: number;
  readonly longitude: number;
  /** Nights from the first day on, days as numbers since 1970. */
  readonly from: number;
  readonly nights: number;
  readonly guests: number;
  readonly mostPrice?: number;
}

/** A listing as the search knows it. */
export interface Offer {
  readonly id: string;
  readonly host: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly price: number | null;
  readonly accommodates: number;
  readonly minimumNights: number;
  readonly maximumNights: number;
  /** Days on which it is free. */
  readonly free: ReadonlySet<number>;
  /** How often it was shown: few showings mean that little is known. */
  readonly shown: number;
}

/** One result. */
export interface Found {
  readonly offer: Offer;
  readonly score: number;
  /** True for the place that tries what few have seen. */
  readonly exploring: boolean;
}

/** What the page shows. */
export interface SearchResult {
  /** Listings that fit within the radius. */
  readonly total: number;
  readonly radiusKm: number;
  /** True where the radius had to grow to find enough; the page says so. */
  readonly widened: boolean;
  readonly results: readonly Found[];
}

/** How many are shown and under which rules. */
export interface SearchRules {
  /** 10 unless told. */
  readonly show?: number;
  /** 2 unless told. */
  readonly perHost?: number;
  /** Kilometres, tried one after the other until enough fit; 2, 5, 10, 25 unless told. */
  readonly radii?: readonly number[];
  /** The place, from 1, that goes to a listing shown fewer times than `fewShowings`; 7 unless told, 0 for none. */
  readonly explorePlace?: number;
  readonly fewShowings?: number;
  readonly seed: number;
}

/** Kilometres between two places, on a sphere. */
export function distanceKm(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = Math.PI / 180;
  const [dLatitude, dLongitude] = [(b.latitude - a.latitude) * radians, (b.longitude - a.longitude) * radians];
  const h = Math.sin(dLatitude / 2) ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLongitude / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whether a listing can be booked as asked: no score brings back one that cannot. */
export function fits(offer: Offer, search: Search): boolean {
  const { from, nights, guests, mostPrice = Number.POSITIVE_INFINITY } = search;
  if (offer.accommodates < guests || nights < offer.minimumNights || nights > offer.maximumNights) return false;
  if (offer.price === null || offer.price > mostPrice) return false;
  return Array.from({ length: nights }, (_, night) => from + night).every((day) => offer.free.has(day));
}

/** The best of the order, so many of a host at most. */
function withinHosts(ranked: readonly Found[], show: number, perHost: number): Found[] {
  const taken = new Map<string, number>();
  const chosen: Found[] = [];
  for (const found of ranked) {
    const count = taken.get(found.offer.host) ?? 0;
    if (count >= perHost || chosen.length === show) continue;
    taken.set(found.offer.host, count + 1);
    chosen.push(found);
  }
  return chosen;
}

/** Puts a listing that few have seen at one place, where there is one that would not have been shown. */
function explore(chosen: Found[], ranked: readonly Found[], rules: Required<SearchRules>): Found[] {
  const { explorePlace, fewShowings, perHost, seed } = rules;
  if (explorePlace < 1 || explorePlace > chosen.length) return chosen;
  const kept = chosen.filter((_, at) => at !== explorePlace - 1);
  const ofHost = (host: string): number => kept.filter(({ offer }) => offer.host === host).length;
  const fresh = ranked.filter((found) => !chosen.includes(found) && found.offer.shown < fewShowings && ofHost(found.offer.host) < perHost);
  if (fresh.length === 0) return chosen;
  const found = fresh[random(seed).fork("exploration").integer(fresh.length)] as Found;
  return chosen.map((one, at) => (at === explorePlace - 1 ? { ...found, exploring: true } : one));
}

/**
 * Filters, orders and applies the rules: free on every night, large enough, within the budget; two of a host at most; one place for
 * what few have seen; a wider radius where too few fit.
 * @param rank - scores of the listings that fit, in their order, such as those of `POST /v1/rental-search/rank`.
 */
export async function searchRentals(
  search: Search,
  offers: readonly Offer[],
  rank: (offers: readonly Offer[]) => Promise<readonly number[]>,
  rules: SearchRules,
): Promise<SearchResult> {
  const full = { show: 10, perHost: 2, radii: [2, 5, 10, 25], explorePlace: 7, fewShowings: 20, ...rules };
  const bookable = offers.filter((offer) => fits(offer, search)).map((offer) => ({ offer, distance: distanceKm(offer, search) }));
  const enough = full.radii.find((radius) => bookable.filter(({ distance }) => distance <= radius).length >= full.show);
  const radiusKm = enough ?? full.radii.at(-1) ?? 0;
  const near = bookable.filter(({ distance }) => distance <= radiusKm).map(({ offer }) => offer);
  const scores = near.length === 0 ? [] : await rank(near);
  const ranked = near
    .map((offer, at): Found => ({ offer, score: scores[at] ?? 0, exploring: false }))
    .sort((a, b) => b.score - a.score || (a.offer.id < b.offer.id ? -1 : 1));
  const results = explore(withinHosts(ranked, full.show, full.perHost), ranked, full);
  return { total: near.length, radiusKm, widened: radiusKm !== full.radii[0], results };
}
