import pico from "picocolors";

/** How a terminal shows things. */
export interface TerminalOptions {
  /** False for NO_COLOR, a pipe or a file: the same text without colour codes. */
  readonly colour: boolean;
  /** Columns; no line is longer. At least 40 are used. */
  readonly width: number;
}

type Paint = (text: string) => string;

/** The few colours that are used, each with one meaning. */
export interface Palette {
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly chosen: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
}

/** Colours, or none. */
export function paletteOf(options: TerminalOptions): Palette {
  const colours = pico.createColors(options.colour);
  return {
    strong: colours.bold,
    quiet: colours.dim,
    chosen: (text) => colours.bold(colours.cyan(text)),
    good: colours.green,
    bad: colours.red,
    warning: colours.yellow,
  };
}

/** The width that is used: at least 40 columns, at most 160 (longer lines are hard to follow). */
export function usedWidth(options: TerminalOptions): number {
  return Math.max(40, Math.min(160, Math.floor(options.width) || 80));
}
