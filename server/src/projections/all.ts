import { createActivity } from '../activity/projection.ts'
import { documentLinks } from '../links/projection.ts'
import { roadmapActions } from '../roadmaps/projection.ts'
import { searchText } from '../search/projection.ts'
import type { History } from '../versions/history.ts'
import { createAutomaticVersions } from '../versions/projection.ts'
import type { Projection } from './projection.ts'

/** Every projection of the log; each keeps what it has read in memory, so every runner has its own. */
export const allProjections = (history: Pick<History, 'state'>): Projection[] => [
  createActivity(),
  roadmapActions,
  createAutomaticVersions(history),
  searchText,
  documentLinks,
]
