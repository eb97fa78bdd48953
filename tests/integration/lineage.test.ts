import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connected } from 'db/connect'
import { aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { signIn, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let db: Connected['db']
beforeAll(async () => {
  server = await startServer({ settings: { LOG_LEVEL: 'error' } })
  ;({ db } = server.deps)
})
afterAll(() => server.stop())

const aTeacher = async (communityId?: string) => {
  const school = await aSchool(db)
  const person = await aPerson(db, { schoolIds: [school.id] })
  const member = await aMember(db, { personId: person.id, ...(communityId && { communityId }) })
  return { her: await signIn(server, person.email), communityId: member.communityId }
}

const idIn = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}
const json = async (who: Person, path: string) => (await who.send('GET', path)).json() as Promise<unknown>

test('a document begun with another says the same, remembers it, and the other knows how many schools use it', async () => {
  const author = await aTeacher()
  const { communityId } = author
  const colleague = await aTeacher(communityId)
  const origin = await idIn(
    await author.her.send('POST', `/communities/${communityId}/documents`, {
      kind: 'lessonPlan',
      title: 'Теорема Виета',
      template: 'lesson.plan',
    }),
  )
  const copy = (who: Person, to: string) =>
    who.send('POST', `/communities/${to}/copies`, { origin, title: 'Теорема Виета, 8 «Б»' })
  const first = await idIn(await copy(colleague.her, communityId))
  await idIn(await copy(author.her, communityId))
  expect(await json(colleague.her, `/documents/${first}/content`)).toEqual(
    await json(author.her, `/documents/${origin}/content`),
  )
  expect(await json(author.her, `/documents/${first}/lineage`)).toEqual({
    origin: { id: origin, title: 'Теорема Виета' },
    used: { documents: 0, schools: 0 },
    isTemplate: false,
  })
  expect(await json(author.her, `/documents/${origin}/lineage`)).toEqual({
    origin: null,
    used: { documents: 2, schools: 2 },
    isTemplate: false,
  })
})

test('nobody begins with what she may not read, and a foreign origin keeps its name to itself', async () => {
  const author = await aTeacher()
  const stranger = await aTeacher()
  const origin = await idIn(
    await author.her.send('POST', `/communities/${author.communityId}/documents`, {
      kind: 'note',
      title: 'Тайное',
    }),
  )
  const wish = { origin, title: 'Моё' }
  expect((await stranger.her.send('POST', `/communities/${stranger.communityId}/copies`, wish)).status).toBe(
    404,
  )
  expect((await stranger.her.send('POST', `/communities/${author.communityId}/copies`, wish)).status).toBe(
    404,
  )

  const guest = await aPerson(db)
  await aMember(db, { personId: guest.id, communityId: author.communityId })
  await aMember(db, { personId: guest.id, communityId: stranger.communityId })
  const her = await signIn(server, guest.email)
  const copy = await idIn(await her.send('POST', `/communities/${stranger.communityId}/copies`, wish))
  expect(await json(stranger.her, `/documents/${copy}/lineage`)).toMatchObject({
    origin: { id: origin, title: null },
  })
  expect(await json(her, `/documents/${copy}/lineage`)).toMatchObject({
    origin: { id: origin, title: 'Тайное' },
  })
})
