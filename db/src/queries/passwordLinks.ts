import { and, eq, gt, like, lte, or, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { newId } from '../id.ts'
import { people, verifications } from '../schema/people.ts'

const PREFIX = 'password:'
const named = (tokenHash: string) => eq(verifications.identifier, PREFIX + tokenHash)

type Link = { tokenHash: string; personId: string; now: Date; expiresAt: Date }

/** Keeps the hash of a new link. Older links of the person, and everybody's dead ones, are worth nothing any more. */
export const insertPasswordLink = async (tx: Transaction, { tokenHash, personId, now, expiresAt }: Link) => {
  const over = or(eq(verifications.value, personId), lte(verifications.expiresAt, now))
  await tx.delete(verifications).where(and(like(verifications.identifier, `${PREFIX}%`), over))
  await tx
    .insert(verifications)
    .values({ id: newId(), identifier: PREFIX + tokenHash, value: personId, expiresAt })
}

/** Whose password a link may set; null when it is unknown, used, out of date, or its person is blocked. */
export const findPasswordLink = async (db: Db, tokenHash: string, now: Date) => {
  const [found] = await db
    .select({
      personId: people.id,
      email: people.email,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
    })
    .from(verifications)
    .innerJoin(people, and(sql`${people.id}::text = ${verifications.value}`, eq(people.state, 'active')))
    .where(and(named(tokenHash), gt(verifications.expiresAt, now)))
  return found ?? null
}

/** Uses a link up; false when somebody was faster. */
export const consumePasswordLink = async (tx: Transaction, tokenHash: string): Promise<boolean> =>
  (await tx.delete(verifications).where(named(tokenHash)).returning({ id: verifications.id })).length > 0
