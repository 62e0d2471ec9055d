/** Error codes thrown by the room `mill`, each with one sentence that holds for every error with that code. */
export const millErrors = {
} as const;
