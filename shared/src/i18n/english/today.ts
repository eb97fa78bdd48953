import today from '../en/today.json' with { type: 'json' }

/** English words of a person's first page. */
export const words = { today }
