import comments from '../ru/comments.json' with { type: 'json' }

/** Russian words of threads beside a document. */
export const words = { comments }
