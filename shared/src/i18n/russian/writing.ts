import versions from '../ru/versions.json' with { type: 'json' }
import writing from '../ru/writing.json' with { type: 'json' }

/** Russian words that only an open editor needs. */
export const words = { versions, writing }
