/** What typing costs the typist. */
export interface TypingCosts {
  /** To press a key. */
  readonly keyMs: number;
  /** To look over a list of suggestions, each time that one is shown. */
  readonly glanceMs: number;
  /** To move to a suggestion and take it. */
  readonly acceptMs: number;
}

/** A practised typist on glass: some 30 words a minute, a quick look at three short words. */
export const typingCosts: TypingCosts = { keyMs: 330, glanceMs: 90, acceptMs: 480 };
