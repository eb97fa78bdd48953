import { newId } from 'db/id'
import { insertOnlyNetwork, updateNetwork } from 'db/queries/networks'
import type { networkChange, networkInput } from 'shared/networks/network'
import { problem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

/** Creates the one network of this installation; `conflict` when there is one already. */
export const createNetwork = (
  { db }: Pick<Deps, 'db'>,
  _creator: Authorized<'network.create'>,
  input: z.infer<typeof networkInput>,
) =>
  db.transaction(async (tx): Promise<{ id: string } | Problem> => {
    const id = await insertOnlyNetwork(tx, { id: newId(), ...input })
    return id === null ? problem('conflict') : { id }
  })

export const changeNetwork = (
  { db }: Pick<Deps, 'db'>,
  manager: Authorized<'network.manage'>,
  change: z.infer<typeof networkChange>,
) => updateNetwork(db, manager.subject.networkId, change)
