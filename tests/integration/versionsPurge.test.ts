import { newId } from 'db/id'
import { storeSnapshot } from 'db/queries/snapshots'
import { authorize } from 'server/access/authorize'
import { createLogger } from 'server/log'
import { keepVersion } from 'server/versions/commands'
import { createHistory } from 'server/versions/history'
import { purgeHistory } from 'server/versions/purge'
import { oldestKept, tidyHistory } from 'server/versions/retention'
import { anchorWords } from 'shared/comments/anchor'
import type { CommentsOutput } from 'shared/comments/outputs'
import { openDesk, textIn } from 'shared/activity/desk'
import { must } from 'shared/must'
import { isProblem } from 'shared/protocol/problem'
import { addAction } from 'shared/roadmaps/change'
import type { Authorship, VersionOutput } from 'shared/versions/outputs'
import { contentOf } from 'shared/versions/describe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aVersion } from '../factories/version.ts'
import { until } from '../support/clients.ts'
import { appendRows, readActivity } from '../support/history.ts'
import { countRows } from '../support/routes.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, firstText, wordsOf } from '../support/team.ts'

let server: TestServer
beforeAll(async () => {
  // What a sweep or a poll would find later must be felt at once.
  server = await startServer({ roomLimits: { sweepMs: 600_000, pollMs: 600_000 } })
})
afterAll(() => server.stop())

const SECRET = 'паспорт 4509'

describe('V8: a purge', () => {
  /** A note of two people in which something stood that nobody should have written. */
  const aNote = async () => {
    const team = await aTeam(server, 2)
    const id = await team.aDocument()
    const [one, other] = team.people.map((person, index) => person.open(index === 0 ? id : `${id}~1`))
    const [first, second] = [must(one, 'a client'), must(other, 'a client')]
    await Promise.all([first.synced, second.synced])
    firstText(first.doc).insert(0, `Явка полная. ${SECRET}`)
    await until(() => JSON.stringify(contentOf(second.doc)).includes(SECRET), 'the words')
    for (const [from, to] of [
      [12, 12 + SECRET.length + 1],
      [0, 4],
    ] as const) {
      const text = firstText(first.doc)
      const anchor = anchorWords({ text, index: from }, { text, index: to })
      await team.leader.ask('POST', `/documents/${id}/comments`, { anchor, text: 'О чём это?' })
    }
    await team.leader.ask('POST', `/documents/${id}/versions`, { name: 'с лишним' })
    firstText(second.doc).delete(12, SECRET.length + 1)
    await until(async () => (await wordsOf(team.leader, `${id}/content`)) === 'Явка полная.', 'the deletion')
    return { ...team, id, first, second }
  }

  /** Every place of the database that holds bytes of the document. */
  const bytesOf = async (id: string): Promise<string> => {
    const rows = await server.deps.sql<{ data: Buffer }[]>`
      select data from document_update where document_id = ${id}
      union all select state from document_snapshot where document_id = ${id}
      union all select state from document_version where document_id = ${id}
      union all select convert_to(quote, 'utf8') from comment_thread where document_id = ${id}`
    return rows.map(({ data }) => data.toString('utf8')).join('\n')
  }

  test('leaves the words and nothing older; the older generation is sent away, the newer opens', async () => {
    const { leader, id, first, second } = await aNote()
    expect(await bytesOf(id)).toContain(SECRET)
    const activity = await readActivity(server.deps.sql, id)
    expect(await leader.ask('POST', `/documents/${id}/purge`)).toEqual({ id, gen: 2 })
    expect(await bytesOf(id)).not.toContain(SECRET)
    // What is still said may be quoted.
    const { threads } = await leader.ask<CommentsOutput>('GET', `/documents/${id}/comments?since=0`)
    expect(threads.map(({ quote }) => quote)).toEqual(['', 'Явка'])
    await until(() => first.closes.length > 0 && second.closes.length > 0, 'the rooms to close', 5_000)
    expect([first.closes[0]?.code, second.closes[0]?.code]).toEqual([4404, 4404])
    const again = leader.open(`${id}~2`)
    await again.synced
    expect(firstText(again.doc).toJSON()).toBe('Явка полная.')
    firstText(again.doc).insert(12, ' Дальше.')
    await until(async () => (await wordsOf(leader, `${id}/content`)) === 'Явка полная. Дальше.', 'new words')
    expect(await leader.ask<VersionOutput[]>('GET', `/documents/${id}/versions`)).toEqual([])
    const { body, authors } = await leader.ask<Authorship>('GET', `/documents/${id}/authorship`)
    expect(body[0]?.runs).toMatchObject([
      { text: 'Явка полная.', author: null, at: null },
      { text: ' Дальше.', author: 0 },
    ])
    expect(authors.map((author) => author.id)).toEqual([leader.id])
    await server.deps.projections.settle()
    const [kept] = (await readActivity(server.deps.sql, id)).sessions
    expect(kept?.firstSeq).toBe(activity.sessions[0]?.firstSeq ?? kept?.firstSeq)
    for (const client of [first, second, again]) client.close()
  })

  test('takes a document nobody may write to anew under the client ids of before', async () => {
    const { leader, id, first, second } = await aNote()
    await leader.ask('POST', `/documents/${id}/purge`)
    const stale = leader.open(id, first.doc)
    await stale.synced
    firstText(first.doc).insert(0, 'чужое ')
    const fresh = leader.open(id)
    await fresh.synced
    firstText(fresh.doc).insert(0, 'своё ')
    await until(async () => (await wordsOf(leader, `${id}/content`)).startsWith('своё'), 'the new words')
    expect(await wordsOf(leader, `${id}/content`)).toBe('своё Явка полная.')
    for (const client of [first, second, stale, fresh]) client.close()
  })

  test('while somebody keeps a version: hers is of the new generation', async () => {
    const { leader, id, first, second } = await aNote()
    const { deps } = server
    const editor = await authorize(deps.db, { personId: leader.id, schoolId: null }, 'document.edit', id)
    if (isProblem(editor)) throw new Error(editor.problem)
    const says = (words: string) => async () => (await wordsOf(leader, `${id}/content`)) === words
    firstText(first.doc).insert(0, SECRET)
    await until(says(`${SECRET}Явка полная.`), 'the secret')
    let isFirst = true
    const state: typeof deps.history.state = async (updates) => {
      const made = await deps.history.state(updates)
      if (!isFirst) return made
      isFirst = false
      firstText(first.doc).delete(0, SECRET.length)
      await until(says('Явка полная.'), 'the deletion')
      await leader.ask('POST', `/documents/${id}/purge`)
      return made
    }
    await keepVersion({ ...deps, history: { ...deps.history, state } }, editor, 'как есть')
    expect(await bytesOf(id)).not.toContain(SECRET)
    const versions = await leader.ask<VersionOutput[]>('GET', `/documents/${id}/versions`)
    expect(versions.map(({ name }) => name)).toEqual(['как есть'])
    for (const client of [first, second]) client.close()
  })

  test('keeps nobody waiting who writes while it reads the document, and loses none of those words', async () => {
    const { leader, id, first, second } = await aNote()
    const { deps } = server
    let words = 'Явка полная.'
    const state: typeof deps.history.state = async (updates) => {
      const made = await deps.history.state(updates)
      if (words.endsWith('Дальше.')) return made
      firstText(second.doc).insert(words.length, ' Дальше.')
      words += ' Дальше.'
      await until(
        async () => (await wordsOf(leader, `${id}/content`)) === words,
        'what was written meanwhile',
      )
      return made
    }
    expect(await purgeHistory({ ...deps, history: { ...deps.history, state } }, id)).toEqual({ id, gen: 2 })
    expect(await wordsOf(leader, `${id}/content`)).toBe(words)
    expect(await bytesOf(id)).not.toContain(SECRET)
    for (const client of [first, second]) client.close()
  })

  test('is for leaders', async () => {
    const { people, id, first, second } = await aNote()
    const answer = await must(people[1], 'a member').send('POST', `/documents/${id}/purge`)
    expect(answer.status).toBe(403)
    expect(await bytesOf(id)).toContain(SECRET)
    for (const client of [first, second]) client.close()
  })
})

describe('V9: old rows', () => {
  const history = createHistory()
  afterAll(() => history.stop())
  const NOW = new Date('2026-11-22T10:00:00Z')
  const deps = () => {
    const { db } = server.deps
    return { db, history, now: () => NOW, log: createLogger({ level: 'silent' }) }
  }

  /** Two spells of work, fifteen and one month ago; the first one's last session goes on until just before the border. */
  const anOldNote = async () => {
    const { id: communityId } = await aCommunity(server.deps.db)
    const person = await aPerson(server.deps.db)
    await aMember(server.deps.db, { communityId, personId: person.id })
    const { id } = await aDocument(server.deps.db, { communityId, kind: 'roadmap' })
    const desk = openDesk(new Date('2025-08-20T07:00:00Z'))
    const write = (word: string) =>
      desk.write(person.id, (doc) => textIn(doc).insert(0, word), { schoolId: null })
    desk.wait(1)
    desk.write(
      person.id,
      (doc) => {
        addAction(doc, { title: 'Семинар', stage: 'jointActivity' }, { id: newId() })
        textIn(doc).insert(0, 'давно ')
      },
      { schoolId: null },
    )
    for (let word = 1; word < 30; word++) {
      desk.wait(1)
      write('давно ')
    }
    desk.wait(430 * 24 * 60)
    for (let word = 0; word < 5; word++) write('недавно ')
    await appendRows(server.deps.sql, id, desk.rows)
    const text = () => wordsFrom(desk.rows.flatMap(({ updates }) => updates))
    return { id, desk, person, text, write }
  }
  const docFrom = (updates: readonly Uint8Array[]) => {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    return doc
  }
  const wordsFrom = (updates: readonly Uint8Array[]) => contentOf(docFrom(updates))
  const stored = async (id: string) => wordsFrom([await server.deps.rooms.readState(id)])
  const plan = (id: string) => server.deps.sql`select * from roadmap_action where document_id = ${id}`
  const seqs = async (id: string) => {
    const rows = await server.deps.sql<{ seq: number }[]>`
      select seq::int from document_update where document_id = ${id} order by seq`
    return rows.map(({ seq }) => seq)
  }

  test('go when they are older than 13 months; the document and its figures stay, also after a rebuild', async () => {
    expect(oldestKept(NOW)).toEqual(new Date('2025-10-22T10:00:00Z'))
    const { id, text, desk } = await anOldNote()
    await server.deps.projections.settle()
    const [words, activity] = [await stored(id), await readActivity(server.deps.sql, id)]
    expect(words).toEqual(text())
    const { rows } = await tidyHistory(deps())
    expect(rows).toBeGreaterThanOrEqual(30)
    expect(await seqs(id)).toEqual([31, 32, 33, 34, 35])
    expect(await stored(id)).toEqual(words)
    const actions = await plan(id)
    expect(actions).toHaveLength(1)
    for (const name of ['activity', 'versions', 'roadmapActions']) await server.deps.projections.rebuild(name)
    expect(await plan(id)).toEqual(actions)
    expect(await readActivity(server.deps.sql, id)).toEqual(activity)
    expect(await stored(id)).toEqual(words)
    for (const seq of [32, 33, 34]) {
      const state = Y.encodeStateAsUpdate(docFrom(desk.rows.slice(0, seq).flatMap(({ updates }) => updates)))
      await storeSnapshot(server.deps.db, id, { gen: 1, seq, state, stateVector: Uint8Array.of(0) })
    }
    await server.deps.projections.rebuild('activity')
    expect(await readActivity(server.deps.sql, id)).toEqual(activity)
    const before = await countRows(server.deps)
    await tidyHistory(deps())
    expect(await countRows(server.deps)).toEqual(before)
  })

  test('keep nobody waiting who writes while they go', async () => {
    const { id, desk, write, text } = await anOldNote()
    await server.deps.projections.settle()
    const state: typeof history.state = async (updates) => {
      write('сейчас ')
      await appendRows(server.deps.sql, id, desk.rows.slice(-1))
      return history.state(updates)
    }
    expect((await tidyHistory({ ...deps(), history: { ...history, state } })).rows).toBeGreaterThanOrEqual(30)
    expect(await seqs(id)).toEqual([31, 32, 33, 34, 35, 36])
    expect(await stored(id)).toEqual(text())
  })

  test('stay while a projection has not read them, or a session goes on behind them', async () => {
    const { id, desk, write } = await anOldNote()
    await server.deps.projections.settle()
    await server.deps
      .sql`update projection_mark set seq = 12 where document_id = ${id} and projection = 'versions'`
    await server.deps.sql`update edit_session set first_seq = 9 where document_id = ${id} and first_seq = 1`
    await tidyHistory(deps())
    expect((await seqs(id))[0]).toBe(9)
    write('и ещё ')
    await appendRows(server.deps.sql, id, desk.rows.slice(-1))
    await server.deps.projections.settle()
    await tidyHistory(deps())
    expect((await seqs(id))[0]).toBe(31)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await server.deps.rooms.readState(id))
    expect(textIn(doc).toJSON()).toBe(`и ещё ${'недавно '.repeat(5)}${'давно '.repeat(30)}`)
  })

  test('V1: of automatic versions the old ones are thinned out, never the newest and none with a name', async () => {
    const { id } = await aDocument(server.deps.db)
    const at = (day: string, time: string) => new Date(`2026-${day}T${time}:00Z`)
    const made = [
      ...[at('03-02', '08:00'), at('03-02', '12:00'), at('03-03', '09:00')],
      ...[at('11-10', '08:05'), at('11-10', '08:50'), at('11-10', '09:00')],
      ...[at('11-21', '12:00'), at('11-21', '12:05')],
    ]
    for (const [index, when] of made.entries())
      await aVersion(server.deps.db, { documentId: id, kind: 'automatic', name: null, seq: index, at: when })
    await aVersion(server.deps.db, {
      documentId: id,
      kind: 'automatic',
      name: 'к педсовету',
      seq: 90,
      at: made[0] ?? NOW,
    })
    await tidyHistory(deps())
    const kept = await server.deps.sql<{ seq: number }[]>`
      select seq::int from document_version where document_id = ${id} order by seq`
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 4, 5, 6, 7, 90])
  })
})
