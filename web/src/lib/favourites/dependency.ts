/** Pages that show what is kept at hand depend on this and are read again when it changes. */
export const FAVOURITES = 'krug:favourites'
