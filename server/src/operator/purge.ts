import { isProblem } from 'shared/protocol/problem'
import { z } from 'zod'
import { BootFailure } from '../boot/failure.ts'
import { purgeHistory } from '../versions/purge.ts'
import { say, withKrug } from './open.ts'

/** `krug purge <document>`: gives up a document's history for good; what it says now stays. */
export const purge = async ([documentId = '']: string[]): Promise<void> => {
  if (!z.uuid().safeParse(documentId).success) throw new BootFailure('Which one? krug purge <document id>')
  await withKrug(async (deps) => {
    const purged = await purgeHistory(deps, documentId)
    if (isProblem(purged))
      throw new BootFailure(
        purged.problem === 'notFound' ? 'There is no such document.' : 'It is being written in; try again.',
      )
    say(`${documentId}: its history is gone; it is generation ${purged.gen} now.`)
  })
}
