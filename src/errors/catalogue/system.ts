/** Error codes thrown by the room `system`, each with one sentence that holds for every error with that code. */
export const systemErrors = {
} as const;
