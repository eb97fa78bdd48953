import { createLogger } from 'server/log'
import { createProjections, type Projections } from 'server/projections/runner'
import { createHistory } from 'server/versions/history'
import { createAutomaticVersions } from 'server/versions/projection'
import { openDesk, textIn } from 'shared/activity/desk'
import type { LedgerRow } from 'shared/activity/ledger'
import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { contentOf } from 'shared/versions/describe'
import type { VersionContent, VersionOutput } from 'shared/versions/outputs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aCommunity } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { until } from '../support/clients.ts'
import { appendRows } from '../support/history.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, firstText, wordsOf } from '../support/team.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const docOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

type Kept = { seq: number; at: Date; name: string | null; state: Uint8Array }
const versionsOf = (documentId: string) =>
  server.deps.sql<Kept[]>`
    select seq::int, to_json(at)#>>'{}' as at, name, state from document_version
    where document_id = ${documentId} and kind = 'automatic' order by seq`

describe('V1: automatic versions', () => {
  const runners: Projections[] = []
  const history = createHistory()
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.stop()
  })
  afterAll(() => history.stop())

  const openRunner = () => {
    const log = createLogger({ level: 'silent' })
    const projections = [createAutomaticVersions(history)]
    const runner = createProjections({ db: server.deps.db, log, projections, now: () => new Date() })
    runners.push(runner)
    return runner
  }

  /** A log: a template, a spell of twelve minutes, a night, three quick words, half an hour and more, one word. */
  const aLog = async () => {
    const [community, person] = [await aCommunity(server.deps.db), await aPerson(server.deps.db)]
    const document = await aDocument(server.deps.db, { communityId: community.id })
    const desk = openDesk()
    const write = (word: string) =>
      desk.write(person.id, (doc) => textIn(doc).insert(0, word), { schoolId: null })
    desk.write('template', (doc) => void textIn(doc), { personId: null, schoolId: null, seeded: true })
    for (let minute = 0; minute < 12; minute++) {
      desk.wait(1)
      write('утро ')
    }
    desk.wait(12 * 60)
    for (let word = 0; word < 3; word++) write('ночь ')
    desk.wait(31)
    write('конец')
    return { documentId: document.id, rows: desk.rows }
  }

  /** Rows 1 to 6 are five minutes, so are 7 to 12; 13 ends the spell, 16 the next; the last is the document itself. */
  const expected = [6, 12, 13, 16]
  const stateAt = (rows: readonly LedgerRow[], seq: number) =>
    contentOf(docOf(rows.slice(0, seq).flatMap(({ updates }) => updates)))

  test('are made every five minutes of writing and where a spell of work ended, once, though runners race', async () => {
    const { documentId, rows } = await aLog()
    await appendRows(server.deps.sql, documentId, rows.slice(0, 9))
    await Promise.all([openRunner(), openRunner(), openRunner()].map((runner) => runner.settle()))
    for (const row of rows.slice(9)) {
      await appendRows(server.deps.sql, documentId, [row])
      await openRunner().settle()
    }
    const versions = await versionsOf(documentId)
    expect(versions.map(({ seq }) => seq)).toEqual(expected)
    for (const { seq, at, state } of versions) {
      expect(contentOf(docOf([state]))).toEqual(stateAt(rows, seq))
      expect(new Date(at)).toEqual(rows[seq - 1]?.at)
    }
  })

  test('come out the same when they are made again; a named one stays', async () => {
    const { documentId, rows } = await aLog()
    await appendRows(server.deps.sql, documentId, rows)
    const runner = openRunner()
    await runner.settle()
    await server.deps.sql`update document_version set name = 'до правки'
      where document_id = ${documentId} and seq = 12`
    const before = await versionsOf(documentId)
    await server.deps.sql`delete from document_version where document_id = ${documentId} and seq = 6`
    await runner.rebuild('versions')
    expect(await versionsOf(documentId)).toEqual(before)
    expect(before.map(({ name }) => name)).toEqual([null, 'до правки', null, null])
  })
})

describe('V2: a version', () => {
  const aWrittenNote = async () => {
    const team = await aTeam(server, 2)
    const id = await team.aDocument()
    const writer = (team.people[1] ?? team.leader).open(id)
    await writer.synced
    firstText(writer.doc).insert(0, 'Первый вариант')
    await until(async () => (await wordsOf(team.leader, `${id}/content`)) !== '', 'the words')
    return { ...team, id, writer }
  }
  test('is kept under a name, shows what was written and who wrote it, whatever is written later', async () => {
    const { leader, people, id, writer } = await aWrittenNote()
    const { id: version } = await leader.ask<{ id: string }>('POST', `/documents/${id}/versions`, {
      name: 'Для педсовета',
    })
    firstText(writer.doc).delete(0, firstText(writer.doc).length)
    firstText(writer.doc).insert(0, 'Второй')
    await until(async () => (await wordsOf(leader, `${id}/content`)) === 'Второй', 'the new words')
    const [listed] = await leader.ask<VersionOutput[]>('GET', `/documents/${id}/versions`)
    expect(listed).toMatchObject({ id: version, kind: 'named', name: 'Для педсовета' })
    expect(listed?.by).toMatch(/^Иванова/)
    expect(listed?.authors.map((author) => author.id)).toEqual([people[1]?.id])
    const shown = await leader.ask<VersionContent>('GET', `/documents/${id}/versions/${version}`)
    expect(textOf(shown.content.body as BodyNode)).toBe('Первый вариант')
    writer.close()
  })

  test('may be given another name, is found in its own document only, and lists go on from one', async () => {
    const { leader, id, aDocument: another, writer } = await aWrittenNote()
    const keep = async (name: string) =>
      (await leader.ask<{ id: string }>('POST', `/documents/${id}/versions`, { name })).id
    const [first, second] = [await keep('первая'), await keep('вторая')]
    await leader.ask('PATCH', `/documents/${id}/versions/${first}`, { name: 'черновик' })
    const names = async (query = '') =>
      (await leader.ask<VersionOutput[]>('GET', `/documents/${id}/versions${query}`)).map(({ name }) => name)
    expect(await names()).toEqual(['вторая', 'черновик'])
    expect(await names(`?before=${second}`)).toEqual(['черновик'])
    const other = await another()
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['POST', '/restore'],
    ] as const) {
      const answer = await leader.send(
        method,
        `/documents/${other}/versions/${first}${path}`,
        method === 'GET' ? undefined : { name: 'чужая' },
      )
      expect(answer.status, method).toBe(404)
    }
    expect(await names()).toEqual(['вторая', 'черновик'])
    writer.close()
  })
})
