import Star from '@lucide/svelte/icons/star'
import type { Words } from '#lib/i18n/words.ts'
import type { MenuItem } from '#lib/ui/menuItem.ts'
import { changeFavourite } from './change.ts'

/** Keeping a document at hand as an entry of its menu; `onchanged` hears how it is then. */
export const favouriteDeed = (
  { id, isFavourite }: { id: string; isFavourite: boolean },
  words: Words,
  onchanged: (isFavourite: boolean) => void,
): MenuItem => ({
  label: words.t(isFavourite ? 'favourites.drop' : 'favourites.add'),
  icon: Star,
  onselect: () =>
    void changeFavourite(id, !isFavourite, words).then((done) => {
      if (done) onchanged(!isFavourite)
    }),
})
