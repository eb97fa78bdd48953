import { must } from 'shared/must'
import { documentVisits } from '../../src/schema/documents.ts'
import type { LoadContext } from './documents.ts'

/** Readers who wrote nothing lately: reading is participation too (DOMAIN §3.0). */
const visits = [
  { by: 26, title: 'Теорема Виета, 8 класс', on: '2026-11-20', at: '15:40' },
  { by: 26, title: 'Задача недели', on: '2026-11-17', at: '15:10' },
  { by: 5, title: 'Задача недели', on: '2026-11-16', at: '10:10' },
  { by: 27, title: 'Проценты в жизни, 6 класс', on: '2026-11-13', at: '13:05' },
  { by: 10, title: 'Управленческие решения мастерской', on: '2026-11-17', at: '09:20' },
  { by: 13, title: 'Управленческие решения мастерской', on: '2026-11-18', at: '14:00' },
  { by: 15, title: 'Управленческие решения мастерской', on: '2026-11-19', at: '11:30' },
]

/** Who opened what; `documents` gives ids by title. */
export const loadVisits = async (
  context: LoadContext,
  documents: ReadonlyMap<string, string>,
): Promise<void> => {
  const rows = visits.map(({ by, title, on, at }) => {
    const moment = context.calendar.moment(on, at)
    const documentId = must(documents.get(title), `the document ${title}`)
    return { documentId, personId: context.ids.person(by), firstAt: moment, lastAt: moment }
  })
  await context.tx.insert(documentVisits).values(rows)
}
