import { z } from 'zod'

/** More at hand is nothing at hand. */
export const FAVOURITES_MAX = 300

export const favouriteState = z.object({ isFavourite: z.boolean() })
