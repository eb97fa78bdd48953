import { refusalOf } from '#lib/api/answer.ts'
import { keepAtHand } from '#lib/api/favourites.ts'
import type { Words } from '#lib/i18n/words.ts'
import { toast } from '#lib/ui/toast.ts'

/** Keeps a document at hand or no longer; true when it was done, else its reason is said. */
export const changeFavourite = async (id: string, wished: boolean, { t }: Words): Promise<boolean> => {
  const refused = await refusalOf(keepAtHand(id, wished)).catch(() => 'unreachable' as const)
  if (refused === 'unreachable') void toast(t('favourites.notKept'))
  else if (refused) void toast(t(`problems.${refused.problem}`))
  return refused === null
}
