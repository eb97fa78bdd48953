import type { Database, Db } from 'db/connect'
import { listLooks, recordLook } from 'db/queries/participation'
import { must } from 'shared/must'
import { lookReasons, type LookReason } from 'shared/participation/lookReasons'
import type { Look, NamedParticipation } from 'shared/participation/report'
import { presentPersonName } from 'shared/people/person'
import type { Authorized } from '../access/authorize.ts'
import { presentSchool } from '../schools/present.ts'
import { type Facts, readFacts } from './facts.ts'
import { presentWindow } from './report.ts'
import { openScope, type WindowWish } from './scope.ts'

const presentPeople = ({ members, mainSchools, participation, schools }: Facts) => {
  const rows = new Map(schools.map((row) => [row.id, presentSchool(row)]))
  return members.map((member) => ({
    person: presentPersonName(member),
    school: rows.get(mainSchools.get(member.id) ?? '') ?? null,
    ...must(participation.get(member.id), 'how a member took part'),
  }))
}

/**
 * The members by name, in the order of names, each with her way of taking part. The opening is committed before the
 * list is given (DOMAIN §3.10): who is in it will see who looked.
 */
export const openNames = (
  db: Database,
  moderator: Authorized<'participation.names'>,
  { reason, ...wish }: WindowWish & { reason?: LookReason | undefined },
  now: Date,
): Promise<NamedParticipation> =>
  db.transaction(async (tx) => {
    const { communityId } = moderator.subject
    const scope = await openScope(tx, communityId, wish, now)
    const people = presentPeople(await readFacts(tx, scope))
    await recordLook(tx, {
      communityId,
      actorId: moderator.personId,
      subjectIds: people.map(({ person }) => person.id),
      reason: reason ?? '',
      at: now,
    })
    return { window: presentWindow(scope), people }
  })

/** Who opened lists with my name in them, newest first. */
export const readLooks = async (db: Db, personId: string): Promise<Look[]> => {
  const rows = await listLooks(db, personId)
  return rows.map(({ at, reason, communityId, communityName, actorId, ...name }) => ({
    at: at.toISOString(),
    by: actorId === null ? null : presentActor(actorId, name),
    community: communityId === null ? null : { id: communityId, name: communityName ?? '' },
    reason: lookReasons.find((known) => known === reason) ?? null,
  }))
}

type ActorName = { lastName: string | null; firstName: string | null; patronymic: string | null }

const presentActor = (id: string, { lastName, firstName, patronymic }: ActorName) =>
  presentPersonName({
    id,
    lastName: lastName ?? '',
    firstName: firstName ?? '',
    patronymic: patronymic ?? '',
  })
