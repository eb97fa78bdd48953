import type { CommunitySummary } from 'shared/communities/community'
import type { Translate } from 'shared/i18n/translate'

/** A community as its form holds it before it is sent. */
export type CommunityDraft = Pick<CommunitySummary, 'name' | 'goal' | 'kind' | 'visibility'>

export const communityLabels = (t: Translate) => ({
  name: t('communities.name'),
  goal: t('communities.goal'),
  kind: t('communities.kindColumn'),
  visibility: t('communities.whoFinds'),
})
