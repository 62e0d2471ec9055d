/** Error codes thrown by the room `data`, each with one sentence that holds for every error with that code. */
export const dataErrors = {
  DATA_COLUMN_MISSING: "A column that was asked for is not in the table.",
  DATA_COLUMN_KIND: "A column holds another kind of value than the one that was asked for.",
  DATA_LENGTH_MISMATCH: "Columns of one table differ in length.",
} as const;
