import status from '../ru/status.json' with { type: 'json' }

/** Russian words about what is saved, and how the line stands. */
export const words = { status }
