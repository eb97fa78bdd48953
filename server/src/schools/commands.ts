import { newId } from 'db/id'
import { recordDeed } from 'db/queries/audit'
import { hasEmployments } from 'db/queries/employments'
import {
  deleteSchool,
  findSchool,
  insertSchool,
  listSchools,
  lockNetwork,
  readJoined,
  updateSchool,
} from 'db/queries/schools'
import { problem, type Problem } from 'shared/protocol/problem'
import { makeSchoolCode } from 'shared/schools/code'
import { SCHOOL_COLOURS } from 'shared/schools/kinds'
import type { schoolChange, schoolInput } from 'shared/schools/school'
import type { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

type Manager = Authorized<'network.manage'>
type NewSchool = z.infer<typeof schoolInput>
type SchoolChange = z.infer<typeof schoolChange>

const plain = (words: string | undefined): string => (words ?? '').toLowerCase().replace(/\s+/g, ' ').trim()

/** One name in one place is one school: entered twice, its people would be counted apart. */
const isSame = (
  one: Pick<NewSchool, 'shortName' | 'locality'>,
  other: Pick<NewSchool, 'shortName' | 'locality'>,
) => plain(one.shortName) === plain(other.shortName) && plain(one.locality) === plain(other.locality)

/** Brings a school into the network; colour, place in the list and, if none is given, code follow the order of joining. */
export const addSchool = ({ db }: Pick<Deps, 'db'>, manager: Manager, input: NewSchool) =>
  db.transaction(async (tx): Promise<{ id: string } | Problem> => {
    const { networkId } = manager.subject
    await lockNetwork(tx, networkId)
    const joined = await readJoined(tx, networkId)
    if (input.code !== undefined && joined.codes.includes(input.code.toUpperCase()))
      return problem('invalid', { code: 'taken' })
    if ((await listSchools(tx, networkId)).some((school) => isSame(school, input)))
      return problem('invalid', { shortName: 'sameSchool' })
    const id = newId()
    await insertSchool(tx, {
      ...input,
      id,
      networkId,
      fullName: input.fullName ?? input.shortName,
      code: input.code?.toUpperCase() ?? makeSchoolCode(input.shortName, joined.codes),
      colour: (joined.count % SCHOOL_COLOURS) + 1,
      position: joined.last + 1,
    })
    return { id }
  })

/** Changes what is known of a school. */
export const changeSchool = ({ db }: Pick<Deps, 'db'>, manager: Manager, id: string, change: SchoolChange) =>
  db.transaction(async (tx): Promise<Problem | null> => {
    const { networkId } = manager.subject
    await lockNetwork(tx, networkId)
    const code = change.code?.toUpperCase()
    const others = (await listSchools(tx, networkId)).filter((school) => school.id !== id)
    if (others.some((school) => school.code === code)) return problem('invalid', { code: 'taken' })
    const before = await findSchool(tx, networkId, id)
    if (!before) return problem('notFound')
    const { shortName = before.shortName, locality = before.locality } = change
    if (others.some((school) => isSame(school, { shortName, locality })))
      return problem('invalid', { shortName: 'sameSchool' })
    const changed = await updateSchool(tx, networkId, id, { ...change, ...(code && { code }) })
    return changed ? null : problem('notFound')
  })

/** Takes a school that was entered by mistake out of the network: one where nobody has ever worked. */
export const removeSchool = ({ db }: Pick<Deps, 'db'>, { subject, personId }: Manager, id: string) =>
  db.transaction(async (tx): Promise<Problem | null> => {
    await lockNetwork(tx, subject.networkId)
    const school = await findSchool(tx, subject.networkId, id)
    if (!school) return problem('notFound')
    if (await hasEmployments(tx, id)) return problem('schoolInUse')
    await deleteSchool(tx, id)
    await recordDeed(tx, { actorId: personId, action: 'school.removed', subjectId: id })
    return null
  })
