/** The paces to choose from, as factors of the usual one, slowest first. */
export const playerSpeeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4, 8]
