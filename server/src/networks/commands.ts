import { newId } from 'db/id'
import { insertOnlyNetwork, isTimeZoneKnown, updateNetwork } from 'db/queries/networks'
import type { networkChange, networkInput } from 'shared/networks/network'
import { problem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

/** A zone that browsers know and this Postgres does not would stop every question about days. */
const unknownZone = () => problem('invalid', { timeZone: 'notAllowed' })

/** Creates the one network of this installation; `conflict` when there is one already. */
export const createNetwork = (
  { db }: Pick<Deps, 'db'>,
  _creator: Authorized<'network.create'>,
  input: z.infer<typeof networkInput>,
) =>
  db.transaction(async (tx): Promise<{ id: string } | Problem> => {
    if (!(await isTimeZoneKnown(tx, input.timeZone))) return unknownZone()
    const id = await insertOnlyNetwork(tx, { id: newId(), ...input })
    return id === null ? problem('conflict') : { id }
  })

export const changeNetwork = async (
  { db }: Pick<Deps, 'db'>,
  manager: Authorized<'network.manage'>,
  change: z.infer<typeof networkChange>,
): Promise<Problem | null> => {
  if (change.timeZone !== undefined && !(await isTimeZoneKnown(db, change.timeZone))) return unknownZone()
  await updateNetwork(db, manager.subject.networkId, change)
  return null
}
