import writing from './en/writing.json' with { type: 'json' }

/** English words that only an open editor needs. */
export const englishWriting = { writing }
