import participation from '../en/participation.json' with { type: 'json' }

/** English words of the figures about participation. */
export const words = { participation }
