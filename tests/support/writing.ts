import type { BodyNode } from 'shared/documents/body'
import { expect } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import type { OpenApi } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'

/** What a document's page is drawn from. */
export type Content = {
  body: BodyNode
  fields: Record<string, string | null>
  rows: { stage: string; title: string }[]
}

/** What the form of a new lesson plan sends. */
export const lesson = { kind: 'lessonPlan', title: 'Теорема Виета, 8 класс', template: 'lesson.plan' }

export const enter = async (app: OpenApi, email: string): Promise<Browser> => {
  const browser = openBrowser(app)
  await browser.signIn(email)
  return browser
}

/** A signed-in member of a community of her own. */
export const aWriter = async (
  app: OpenApi,
  role: 'leader' | 'member' | 'observer' = 'leader',
  locale = 'ru',
) => {
  const person = await aPerson(app.db, { locale })
  const community = await aCommunity(app.db)
  await aMember(app.db, { communityId: community.id, personId: person.id, role })
  return { person, community, browser: await enter(app, person.email) }
}

/** Makes a document as the screen does it; gives its id. */
export const makeDocument = async (browser: Browser, communityId: string, body: unknown): Promise<string> => {
  const answer = await browser.send('POST', `/communities/${communityId}/documents`, { body })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** What a door that must open gives. */
export const readOf = async <T>(browser: Browser, path: string): Promise<T> => {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}
