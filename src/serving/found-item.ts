/** One item of a list, as a caller gets it. */
export interface FoundItem {
  readonly id: string;
  /** Place in the list, from 1. */
  readonly place: number;
  /** Higher is better; comparable within one list. */
  readonly score: number;
  /** P(right), in [0, 1], from finders that know it. */
  readonly probability?: number;
  /** Why it was found. */
  readonly reason?: string;
  /** True where it was not found but is tried, because it is new. */
  readonly exploring?: boolean;
  /** Items of the asker's past that speak for it. */
  readonly because?: readonly string[];
}
