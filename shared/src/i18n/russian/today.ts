import today from '../ru/today.json' with { type: 'json' }

/** Russian words of a person's first page. */
export const words = { today }
