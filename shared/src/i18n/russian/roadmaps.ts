import roadmaps from '../ru/roadmaps.json' with { type: 'json' }

/** Russian words of plans. */
export const words = { roadmaps }
