import status from '../en/status.json' with { type: 'json' }

/** English words about what is saved, and how the line stands. */
export const words = { status }
