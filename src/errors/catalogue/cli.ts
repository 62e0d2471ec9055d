/** Error codes thrown by the room `cli`, each with one sentence that holds for every error with that code. */
export const cliErrors = {
} as const;
