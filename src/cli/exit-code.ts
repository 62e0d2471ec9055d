/** How a command ends. */
export const exitCode = {
  success: 0,
  /** A requirement of the brief was missed. */
  requirementMissed: 1,
  /** The input is wrong; the message says how to mend it. */
  badInput: 2,
  /** Something that no message foresees: a fault of Millwright's own. */
  internal: 70,
  interrupted: 130,
} as const;
