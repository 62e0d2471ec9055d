// Custom properties of the page, so that one drawing serves the light and the dark theme.

/** What is talked about: the chosen candidate, the curve. */
export const accent = "var(--accent)";
/** What it is compared with. */
export const quiet = "var(--muted)";
/** Grid lines and frames. */
export const faint = "var(--line)";
/** The text colour. */
export const ink = "currentColor";
/** The page behind, for outlines of dots and labels. */
export const paper = "var(--paper)";
