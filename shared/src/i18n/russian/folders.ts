import folders from '../ru/folders.json' with { type: 'json' }

/** Russian words of a community's folders. */
export const words = { folders }
