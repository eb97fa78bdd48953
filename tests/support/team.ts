import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import type { CommunityRole } from 'shared/permissions/roles'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openNative } from './clients.ts'
import { signIn } from './person.ts'
import type { TestServer } from './server.ts'

const aTeammate = async (
  server: TestServer,
  communityId: string,
  { role, schoolIds }: { role: CommunityRole; schoolIds?: readonly string[] },
) => {
  const person = await aPerson(server.deps.db, schoolIds ? { schoolIds } : {})
  await aMember(server.deps.db, { communityId, personId: person.id, role })
  const session = await signIn(server, person.email)
  return {
    ...session,
    id: person.id,
    /** A stock client in a document's room. */
    open: (documentName: string, doc?: Parameters<typeof openNative>[0]['doc']) =>
      openNative({ url: server.url, cookie: session.cookie, documentName, ...(doc && { doc }) }),
    /** What a call under /api answers; throws when it refuses. */
    ask: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await session.send(method, path, body)
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
  }
}

export type Teammate = Awaited<ReturnType<typeof aTeammate>>

/** A community and the people who write in it; the first of them leads. */
export const aTeam = async (server: TestServer, size: number, schoolIds?: readonly string[]) => {
  const { id: communityId } = await aCommunity(server.deps.db)
  const wish = schoolIds ? { schoolIds } : {}
  const leader = await aTeammate(server, communityId, { role: 'leader', ...wish })
  const people = [leader]
  while (people.length < size) people.push(await aTeammate(server, communityId, { role: 'member', ...wish }))
  const aDocument = async (kind: 'note' | 'lessonPlan' | 'roadmap' = 'note'): Promise<string> => {
    const { id } = await leader.ask<{ id: string }>('POST', `/communities/${communityId}/documents`, {
      kind,
      title: 'Заметка',
    })
    return id
  }
  return { communityId, leader, people, aDocument }
}

/** The first paragraph's text of a new note, made when nobody has written in it. */
export const firstText = (doc: Y.Doc): Y.XmlText => {
  const paragraph = doc.getXmlFragment('body').get(0) as Y.XmlElement
  if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()])
  return paragraph.get(0) as Y.XmlText
}

/** The words of a document as the API gives them. */
export const wordsOf = async ({ ask }: Teammate, path: string): Promise<string> => {
  const { body } = await ask<{ body: BodyNode }>('GET', `/documents/${path}`)
  return textOf(body)
}
