/** Error codes thrown by the room `serving`, each with one sentence that holds for every error with that code. */
export const servingErrors = {
} as const;
