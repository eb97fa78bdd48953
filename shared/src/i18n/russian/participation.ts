import participation from '../ru/participation.json' with { type: 'json' }

/** Russian words of the figures about participation. */
export const words = { participation }
