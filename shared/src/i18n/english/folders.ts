import folders from '../en/folders.json' with { type: 'json' }

/** English words of a community's folders. */
export const words = { folders }
