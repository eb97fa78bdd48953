import type { Database } from 'db/connect'
import type { documents } from 'db/schema/documents'
import type { CommunityRole } from 'shared/permissions/roles'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { signIn } from './person.ts'

/** A community with one document, and people of it who are signed in. */
export const aTown = async (
  server: { url: string; deps: { db: Database } },
  wish: Partial<typeof documents.$inferInsert> = {},
) => {
  const { db } = server.deps
  const community = await aCommunity(db)
  const document = await aDocument(db, { communityId: community.id, kind: 'lessonPlan', ...wish })
  const someone = async (role: CommunityRole | null) => {
    const person = await aPerson(db)
    if (role) await aMember(db, { communityId: community.id, personId: person.id, role })
    const { cookie, send } = await signIn(server, person.email)
    return { person, cookie, send }
  }
  return { community, document, documentName: document.id, someone }
}
