import type { BodyNode } from 'shared/documents/body'
import type { Loss } from 'shared/documents/losses'
import type { DocumentOutput } from 'shared/documents/outputs'
import { expect } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, ORIGIN } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'

export type Imported = { id: string; title: string; kind: string; losses: Loss[]; body: BodyNode }

const formOf = (data: Uint8Array | string, name: string, fields: Record<string, string>) => {
  const form = new FormData()
  form.append('file', new File([typeof data === 'string' ? data : Uint8Array.from(data)], name))
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return form
}

/** A member of a community who imports files into it, over HTTP. */
export const openImportDesk = async () => {
  const app = await openApi()
  const person = await aPerson(app.db)
  const { id: communityId } = await aCommunity(app.db)
  await aMember(app.db, { communityId, personId: person.id })
  const member = openBrowser(app)
  await member.signIn(person.email)

  const send = (body: FormData, browser: Browser = member) => {
    const cookie = [...browser.jar].map(([key, value]) => `${key}=${value}`).join('; ')
    const headers = { origin: ORIGIN, cookie }
    return app.request(`/api/communities/${communityId}/documents/import`, { method: 'POST', headers, body })
  }
  const importFile = async (
    data: Uint8Array | string,
    name: string,
    fields: Record<string, string> = {},
  ): Promise<Imported> => {
    const answer = await send(formOf(data, name, fields))
    expect(answer.status).toBe(201)
    const { id, losses } = (await answer.json()) as { id: string; losses: Loss[] }
    const { title, kind } = (await (await member.get(`/documents/${id}`)).json()) as DocumentOutput
    const { body } = (await (await member.get(`/documents/${id}/content`)).json()) as { body: BodyNode }
    return { id, losses, title, kind, body }
  }
  const refusalOf = async (data: Uint8Array | string, name: string, browser?: Browser) => {
    const answer = await send(formOf(data, name, {}), browser)
    return { status: answer.status, problem: ((await answer.json()) as { problem?: string }).problem }
  }
  return { app, communityId, send, importFile, refusalOf }
}

export type ImportDesk = Awaited<ReturnType<typeof openImportDesk>>
