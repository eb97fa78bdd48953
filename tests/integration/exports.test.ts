import { newId } from 'db/id'
import { insertFile } from 'db/queries/files'
import { collectPictures } from 'server/exports/readPictures'
import { EXPORTS_A_MINUTE } from 'server/exports/routes'
import type { BodyNode } from 'shared/documents/body'
import { LOSSES_HEADER } from 'shared/exports/formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { readZip } from '../support/unzip.ts'
import { aWriter, enter, lesson, makeDocument } from '../support/writing.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

/** A file of a document as the database keeps it. */
const aPicture = async (documentId: string): Promise<string> => {
  const id = newId()
  const kept = { kind: 'image', mediaType: 'image/png', name: '', data: Buffer.from([1]), bytes: 1 }
  await app.db.transaction((tx) => insertFile(tx, documentId, { id, ...kept, at: new Date() }))
  return id
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

describe('a document as a file of Word', () => {
  it('is a roadmap to hand in: stamps, stages, statuses in words, numbers of pages', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, {
      kind: 'roadmap',
      title: 'Дорожная карта: Гимназия № 1 – Кедровская СОШ',
      template: 'roadmap.network',
    })
    const answer = await browser.get(`/documents/${id}/export/docx`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('wordprocessingml.document')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="document.docx"; filename*=UTF-8''${encodeURIComponent(
        'Дорожная карта Гимназия № 1 – Кедровская СОШ.docx',
      )}`,
    )
    expect(JSON.parse(answer.headers.get(LOSSES_HEADER) ?? '')).toEqual({})
    const parts = await readZip(await bytesOf(answer))
    const words = parts['word/document.xml'] ?? ''
    for (const said of ['СОГЛАСОВАНО', 'УТВЕРЖДАЮ', 'I. Знакомство', 'Ожидаемый результат', 'запланировано'])
      expect(words).toContain(said)
    expect(words).toContain('w:orient="landscape"')
    expect(words.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(words.match(/<w:cantSplit\/>/g)?.length).toBeGreaterThan(25)
    expect(parts['word/footer1.xml']).toContain('NUMPAGES')
  })

  it('speaks the language that is asked for, else that of the reader', async () => {
    const { browser, community } = await aWriter(app, 'leader', 'en')
    const id = await makeDocument(browser, community.id, lesson)
    const footOf = async (query: string) => {
      const parts = await readZip(await bytesOf(await browser.get(`/documents/${id}/export/docx${query}`)))
      return parts['word/footer1.xml']
    }
    expect(await footOf('')).toContain('state: draft')
    expect(await footOf('?locale=ru')).toContain('состояние: черновик')
  })

  it.each(['html', 'md'])('is given as .%s too, with its own type and name', async (format) => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, lesson)
    const answer = await browser.get(`/documents/${id}/export/${format}`)
    expect(answer.headers.get('content-type')).toContain(format === 'html' ? 'text/html' : 'text/markdown')
    expect(answer.headers.get('content-disposition')).toContain(`.${format}`)
    expect(await answer.text()).toContain('Теорема Виета')
  })

  it('holds the pictures of its document, and no others', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, { kind: 'note', title: 'С рисунком' })
    const other = await makeDocument(browser, community.id, { kind: 'note', title: 'Чужая' })
    const [own, foreign] = await Promise.all([aPicture(id), aPicture(other)])
    const image = (file: string): BodyNode => ({ type: 'image', attrs: { file, alt: 'график' } })
    const body = { type: 'doc', content: [image(own), image(foreign)] }
    expect([...(await collectPictures(app.db, id, body)).keys()]).toEqual([own])
  })

  it('is made so many times a minute for one person', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, { kind: 'note', title: 'Заметка' })
    const asked = Array.from({ length: EXPORTS_A_MINUTE }, () => browser.get(`/documents/${id}/export/exe`))
    expect((await Promise.all(asked)).every(({ status }) => status === 404)).toBe(true)
    expect((await browser.get(`/documents/${id}/export/md`)).status).toBe(503)
    const colleague = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: colleague.id, role: 'member' })
    const other = await enter(app, colleague.email)
    expect((await other.get(`/documents/${id}/export/md`)).status).toBe(200)
  })

  it('is for readers only, and of formats that there are', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, { kind: 'note', title: 'Заметка' })
    expect((await browser.get(`/documents/${id}/export/exe`)).status).toBe(404)
    const stranger = await aPerson(app.db)
    await aMember(app.db, { personId: stranger.id, role: 'leader' })
    const outsider = await enter(app, stranger.email)
    expect((await outsider.get(`/documents/${id}/export/docx`)).status).toBe(404)
  })
})
