/** Error codes thrown by the room `ledger`, each with one sentence that holds for every error with that code. */
export const ledgerErrors = {
} as const;
