import type { Sql } from './connect.ts'

/** No right to add an extension, a server that does not bring it, or one that keeps it out of sight. */
const absences = new Set(['42501', '0A000', '58P01', '42704'])

const isAbsence = (error: unknown): boolean => absences.has((error as { code?: string }).code ?? '')

/**
 * Lets titles be found in spite of typing mistakes, where the database lets Krug add pg_trgm (its owner may; no need to be
 * a superuser). Elsewhere search does without: the schema never depends on it.
 */
export const prepareTrigrams = async (sql: Sql): Promise<void> => {
  try {
    await sql.begin(async (tx) => {
      await tx`create extension if not exists pg_trgm`
      await tx`create index if not exists search_text_title on search_text using gin (title gin_trgm_ops)
        where source = 'text' and portion = 0`
    })
  } catch (error) {
    if (!isAbsence(error)) throw error
  }
}

/** True where typing mistakes can be forgiven: pg_trgm is there, and the database's locale knows Russian letters. */
export const knowsTrigrams = async (sql: Sql): Promise<boolean> => {
  const [found] = await sql<{ known: boolean }[]>`
    select to_regprocedure('word_similarity(text, text)') is not null as known`
  if (!found?.known) return false
  const [alike] = await sql<{ alike: boolean }[]>`select word_similarity('урок', 'уроки') > 0 as alike`
  return alike?.alike ?? false
}
