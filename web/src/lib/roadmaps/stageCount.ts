import type { Translate } from 'shared/i18n/translate'
import type { Group } from './view.ts'

/** «5 из 5», «5 из 7 наступивших, всего 18»: how a stage goes, beside its name. */
export const stageCount = ({ figures, total }: Pick<Group, 'figures' | 'total'>, t: Translate): string => {
  const { n: done, base: due } = figures.done
  if (total === 0) return t('roadmaps.stageEmpty')
  if (due === 0) return t('roadmaps.stageNothingDue', { total })
  return due === total
    ? t('roadmaps.stageDue', { done, due })
    : t('roadmaps.stageDuePart', { done, due, total })
}
