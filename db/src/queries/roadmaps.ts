import { and, asc, eq, getTableColumns, inArray, notInArray, sql } from 'drizzle-orm'
import { stages } from 'shared/roadmaps/words'
import type { Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import { communityMembers } from '../schema/communities.ts'
import { people } from '../schema/people.ts'
import { roadmapActions } from '../schema/roadmaps.ts'

export type ActionRow = typeof roadmapActions.$inferSelect

const stageRank = sql`array_position(array[${sql.join(
  stages.map((stage) => sql`${stage}`),
  sql`, `,
)}]::text[], ${roadmapActions.stage})`

/** As the screen shows them: by stage, then by index in code units, ties by id. */
const displayOrder = sql`${stageRank}, ${roadmapActions.order} collate "C", ${roadmapActions.actionId}`

/** The rows of one roadmap in display order, as the projection last read them. */
export const listActions = (db: Db, documentId: string): Promise<ActionRow[]> =>
  db.select().from(roadmapActions).where(eq(roadmapActions.documentId, documentId)).orderBy(displayOrder)

/** Rows that are neither done nor cancelled and have a date up to `until`, with their numbers in the plan. */
export const listOpenActions = async (
  db: Db,
  { documentIds, until }: { documentIds: readonly string[]; until: string },
) => {
  if (documentIds.length === 0) return []
  const numbered = db
    .select({
      documentId: roadmapActions.documentId,
      actionId: roadmapActions.actionId,
      title: roadmapActions.title,
      status: roadmapActions.status,
      responsible: roadmapActions.responsible,
      dateTo: roadmapActions.dateTo,
      number:
        sql<number>`row_number() over (partition by ${roadmapActions.documentId} order by ${displayOrder})`
          .mapWith(Number)
          .as('number'),
    })
    .from(roadmapActions)
    .where(inArray(roadmapActions.documentId, [...documentIds]))
    .as('numbered')
  return db
    .select()
    .from(numbered)
    .where(and(notInArray(numbered.status, ['done', 'cancelled']), sql`${numbered.dateTo} <= ${until}`))
    .orderBy(asc(numbered.dateTo), asc(numbered.documentId), asc(numbered.number))
}

const overwrite = Object.fromEntries(
  Object.entries(getTableColumns(roadmapActions)).map(([key, column]) => [
    key,
    sql`excluded.${sql.identifier(column.name)}`,
  ]),
)

/** Writes rows over those of the same ids. */
export const writeActions = async (tx: Transaction, rows: readonly ActionRow[]): Promise<void> => {
  const { documentId, actionId } = roadmapActions
  for (const portion of inPortions(rows))
    await tx
      .insert(roadmapActions)
      .values(portion)
      .onConflictDoUpdate({ target: [documentId, actionId], set: overwrite })
}

export const removeActions = async (
  tx: Transaction,
  documentId: string,
  actionIds: readonly string[],
): Promise<void> => {
  for (const portion of inPortions(actionIds))
    await tx
      .delete(roadmapActions)
      .where(and(eq(roadmapActions.documentId, documentId), inArray(roadmapActions.actionId, portion)))
}

export const forgetActions = async (tx: Transaction, documentId: string): Promise<void> => {
  await tx.delete(roadmapActions).where(eq(roadmapActions.documentId, documentId))
}

/**
 * People whom a plan may name: members of its community now, and former ones whom its rows name. Nobody else's name can
 * be learnt by writing an id into a row.
 */
export const listNamedPeople = (
  db: Db,
  plan: { documentId: string; communityId: string },
  further: readonly string[] = [],
) => {
  const { leftOn } = communityMembers
  const isMember = sql<boolean>`bool_or(${leftOn} is null)`
  const named = sql`(select jsonb_array_elements_text(action.responsible || action.partners)
    from roadmap_action action where action.document_id = ${plan.documentId})`
  const among = further.length > 0 ? inArray(people.id, [...further]) : sql`false`
  return db
    .select({
      id: people.id,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
      isMember,
    })
    .from(communityMembers)
    .innerJoin(people, eq(people.id, communityMembers.personId))
    .where(eq(communityMembers.communityId, plan.communityId))
    .groupBy(people.id)
    .having(sql`${isMember} or ${people.id}::text in ${named} or ${among}`)
    .orderBy(people.lastName, people.firstName, people.id)
}
