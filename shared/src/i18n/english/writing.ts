import versions from '../en/versions.json' with { type: 'json' }
import writing from '../en/writing.json' with { type: 'json' }

/** English words that only an open editor needs. */
export const words = { versions, writing }
