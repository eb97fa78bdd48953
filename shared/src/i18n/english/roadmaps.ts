import roadmaps from '../en/roadmaps.json' with { type: 'json' }

/** English words of plans. */
export const words = { roadmaps }
