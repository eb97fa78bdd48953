import { listWorkplaces } from 'db/queries/employments'
import { findPasswordHash, setPasswordHash, updatePerson } from 'db/queries/people'
import { deleteSessions, setSessionDevice, setSessionSchool } from 'db/queries/sessions'
import type { meChange, passwordChange } from 'shared/people/inputs'
import { fullName } from 'shared/people/names'
import { judgePassword } from 'shared/people/password'
import { problem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import type { Attempts } from '../access/attempts.ts'
import { hashPassword, verifyPassword } from '../access/passwords.ts'
import type { Session } from '../access/session.ts'
import type { Deps } from '../deps.ts'

/** Changes her own name or language. */
export const changeMe = async (
  { db }: Pick<Deps, 'db'>,
  me: Session,
  change: z.infer<typeof meChange>,
): Promise<void> => {
  const { lastName = me.lastName, firstName = me.firstName, patronymic = me.patronymic } = change
  await updatePerson(db, me.personId, { ...change, name: fullName({ lastName, firstName, patronymic }) })
}

/** «За какую школу вы сегодня работаете?»: from now on what she does counts for this school. */
export const chooseWorkplace = async (
  { db, rooms }: Pick<Deps, 'db' | 'rooms'>,
  me: Session,
  schoolId: string,
): Promise<Problem | null> => {
  const workplaces = await listWorkplaces(db, [me.personId])
  if (!workplaces.some(({ school }) => school.id === schoolId))
    return problem('invalid', { schoolId: 'notAllowed' })
  await setSessionSchool(db, me.sessionId, schoolId)
  if (me.schoolId !== schoolId) rooms.revoke({ sessionId: me.sessionId })
  return null
}

export const setDevice = ({ db }: Pick<Deps, 'db'>, me: Session, own: boolean) =>
  setSessionDevice(db, me.sessionId, own)

/** Sets a new password when the current one is right, and ends all her other sessions. */
export const changePassword = async (
  { db, rooms }: Pick<Deps, 'db' | 'rooms'>,
  attempts: Attempts,
  me: Session & { address: string },
  { current, password }: z.infer<typeof passwordChange>,
): Promise<Problem | null> => {
  const fault = judgePassword(password, [me.email, me.lastName, me.firstName])
  if (fault) return problem('weakPassword', { password: fault })
  const attempt = { email: me.email, address: me.address, device: me.sessionId }
  if (!(await attempts.begin(attempt))) return problem('tooManyAttempts')
  const hash = await findPasswordHash(db, me.personId)
  if (!hash || !(await verifyPassword({ hash, password: current })))
    return problem('invalid', { current: 'notAllowed' })
  await attempts.succeed(attempt)
  const newHash = await hashPassword(password)
  const ended = await db.transaction(async (tx) => {
    await setPasswordHash(tx, me.personId, newHash)
    return deleteSessions(tx, me.personId, me.sessionId)
  })
  for (const { id } of ended) rooms.revoke({ sessionId: id })
  return null
}
