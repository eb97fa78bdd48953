import comments from '../en/comments.json' with { type: 'json' }

/** English words of threads beside a document. */
export const words = { comments }
