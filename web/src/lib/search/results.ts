import type { Translate } from 'shared/i18n/translate'
import type { RecentDocument, SearchOutput } from 'shared/search/outputs'
import type { Excerpt } from 'shared/search/hits'

/** One line of the dialog: where it leads, what it is called, what stands below in grey. */
export type Line = { href: string; title: Excerpt; below: Excerpt }
export type Group = { key: 'recent' | 'people' | 'schools' | 'documents' | 'actions'; lines: Line[] }

const plain = (text: string): Excerpt => ({ text, hits: [] })

/** Where a fragment was found: the document page goes there. */
export const placeAddress = (documentId: string, fragment?: { place: string; anchor: string }): string => {
  if (fragment?.place === 'action') return `/documents/${documentId}?row=${fragment.anchor}`
  if (fragment?.place === 'body' || fragment?.place === 'heading')
    return `/documents/${documentId}?block=${fragment.anchor}`
  return `/documents/${documentId}`
}

export const personAddress = (communityId: string | null): string =>
  communityId === null ? '/schools' : `/communities/${communityId}/members`

/** A person or a school stands with a handful, documents lead to the page with all of them. */
const SHOWN = 6

const withLines = (groups: readonly Group[]): Group[] => groups.filter(({ lines }) => lines.length > 0)

export const recentGroups = (recent: readonly RecentDocument[]): Group[] =>
  withLines([
    {
      key: 'recent',
      lines: recent.map(({ id, title, communityName }) => ({
        href: `/documents/${id}`,
        title: plain(title),
        below: plain(communityName),
      })),
    },
  ])

/** What was found, in the order of the dialog (UX §3). */
export const foundGroups = (found: SearchOutput, t: Translate, day: (date: string) => string): Group[] =>
  withLines([
    {
      key: 'people',
      lines: found.people.slice(0, SHOWN).map(({ person, school, communityId }) => ({
        href: personAddress(communityId),
        title: plain(person.fullName),
        below: plain(school?.shortName ?? ''),
      })),
    },
    {
      key: 'schools',
      lines: found.schools.slice(0, SHOWN).map(({ id, shortName, locality }) => ({
        href: `/documents?school=${id}`,
        title: plain(shortName),
        below: plain(locality),
      })),
    },
    {
      key: 'documents',
      lines: found.documents.slice(0, SHOWN).map(({ id, title, titleHits, fragments, communityName }) => ({
        href: placeAddress(id, fragments[0]),
        title: { text: title, hits: titleHits },
        below: fragments[0] ?? plain(communityName),
      })),
    },
    {
      key: 'actions',
      lines: found.actions.slice(0, SHOWN).map((action) => ({
        href: placeAddress(action.documentId, { place: 'action', anchor: action.actionId }),
        title: { text: action.text, hits: action.hits },
        below: plain(
          [
            action.documentTitle,
            action.dateTo === null ? '' : t('search.until', { date: day(action.dateTo) }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      })),
    },
  ])
