/** Error codes thrown by the room `modeling`, each with one sentence that holds for every error with that code. */
export const modelingErrors = {
} as const;
