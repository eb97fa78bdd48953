import fc from 'fast-check'
import { createActivity } from 'server/activity/projection'
import { createLogger } from 'server/log'
import { createProjections, type Projections } from 'server/projections/runner'
import { openDesk, textIn } from 'shared/activity/desk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDocument } from '../factories/document.ts'
import { deedsOf, playDeeds } from '../factories/history.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { aCommunity } from '../factories/community.ts'
import { aNetwork } from '../factories/network.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { appendRows, readActivity } from '../support/history.ts'

let database: FreshDatabase
let personIds: string[]
let schoolIds: string[]
let communityId: string
const runners: Projections[] = []

const openRunner = () => {
  const log = createLogger({ level: 'silent' })
  const runner = createProjections({
    db: database.db,
    log,
    projections: [createActivity()],
    now: () => new Date(),
  })
  runners.push(runner)
  return runner
}

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  const { id: networkId } = await aNetwork(db, { name: 'Белый Ключ', timeZone: 'Asia/Yekaterinburg' })
  communityId = (await aCommunity(db, { networkId })).id
  schoolIds = [(await aSchool(db)).id, (await aSchool(db)).id]
  personIds = []
  for (let n = 0; n < 3; n++) personIds.push((await aPerson(db, { schoolIds })).id)
})

afterAll(async () => {
  for (const runner of runners) await runner.stop()
  await database.drop()
})

const aSession = { kind: 'note', inserted: 60 } as const

describe('edit sessions', () => {
  it('come out the same in whatever portions and by whichever runner the log is read', async () => {
    const { db } = database
    const three = [openRunner(), openRunner(), openRunner()]
    const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.nat(3)), {
      minLength: 1,
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(deedsOf(40), cuts, async (deeds, portions) => {
        const rows = playDeeds(deeds, personIds, schoolIds)
        const whole = await aDocument(db, { communityId })
        await appendRows(database.sql, whole.id, rows)
        await openRunner().settle()
        const cut = await aDocument(db, { communityId })
        for (let from = 0, turn = 0; from < rows.length; turn++) {
          const [length, who] = portions[turn % portions.length] ?? [1, 0]
          await appendRows(database.sql, cut.id, rows.slice(from, (from += length)))
          await (three[who] ?? openRunner()).settle()
        }
        const anonymous = ({ sessions, authors }: Awaited<ReturnType<typeof readActivity>>) => ({
          sessions: sessions.map(({ documentId: _, ...session }) => session),
          authors: authors.map(({ documentId: _, ...author }) => author),
        })
        expect(anonymous(await readActivity(database.sql, cut.id))).toEqual(
          anonymous(await readActivity(database.sql, whole.id)),
        )
        while (runners.length > 3) await runners.pop()?.stop()
      }),
      { numRuns: 25 },
    )
  })

  it('are the same after a rebuild', async () => {
    const { db } = database
    const runner = openRunner()
    const document = await aDocument(db, { communityId })
    const [deeds = []] = fc.sample(deedsOf(60), { numRuns: 1, seed: 7 })
    await appendRows(database.sql, document.id, playDeeds(deeds, personIds, schoolIds))
    await runner.settle()
    const before = await readActivity(database.sql, document.id)
    expect(before.sessions.length).toBeGreaterThan(3)
    expect(before.authors.length).toBeGreaterThan(1)
    await runner.rebuild('activity')
    expect(await readActivity(database.sql, document.id)).toEqual(before)
  })

  it('belong to the municipal day and week in which they began', async () => {
    const { db } = database
    const document = await aDocument(db, { communityId })
    const desk = openDesk()
    const [anna = ''] = personIds
    const write = (at: string) =>
      desk.write(anna, (doc) => textIn(doc).insert(0, 'я'.repeat(aSession.inserted)), {
        schoolId: schoolIds[0] ?? null,
        at: new Date(at),
      })
    write('2026-11-15T18:59:00Z') // Sunday 23:59 in UTC+5
    write('2026-11-15T19:00:00Z') // goes on after midnight
    write('2026-11-15T20:00:00Z') // Monday 01:00
    write('2026-11-22T18:59:59Z') // Sunday again
    await appendRows(database.sql, document.id, desk.rows)
    await openRunner().settle()
    const { sessions } = await readActivity(database.sql, document.id)
    expect(sessions.map(({ day, week, inserted }) => [day, week, inserted])).toEqual([
      ['2026-11-15', '2026-11-09', 120],
      ['2026-11-16', '2026-11-16', 60],
      ['2026-11-22', '2026-11-16', 60],
    ])
  })

  it('keep the school for which a person of two workplaces wrote', async () => {
    const { db } = database
    const document = await aDocument(db, { communityId })
    const desk = openDesk()
    const [anna = ''] = personIds
    for (const schoolId of schoolIds)
      desk.write(anna, (doc) => textIn(doc).insert(0, 'ю'.repeat(50)), { schoolId })
    await appendRows(database.sql, document.id, desk.rows)
    await openRunner().settle()
    const { sessions, authors } = await readActivity(database.sql, document.id)
    expect(sessions.map(({ schoolId, counts }) => [schoolId, counts])).toEqual(
      schoolIds.map((id) => [id, true]),
    )
    expect(new Set(authors.map(({ schoolId }) => schoolId))).toEqual(new Set(schoolIds))
  })

  it('make nobody an author who erased all she had typed', async () => {
    const { db } = database
    const document = await aDocument(db, { communityId })
    const desk = openDesk()
    const [anna = '', boris = ''] = personIds
    desk.write(anna, (doc) => textIn(doc).insert(0, 'лишнее'))
    desk.write(anna, (doc) => textIn(doc).delete(0, 6))
    desk.write(boris, (doc) => textIn(doc).insert(0, 'слово'))
    await appendRows(
      database.sql,
      document.id,
      desk.rows.map((row) => ({ ...row, schoolId: schoolIds[0] ?? null })),
    )
    await openRunner().settle()
    const { authors } = await readActivity(database.sql, document.id)
    expect(authors).toMatchObject([{ personId: boris, inserted: 5 }])
  })
})
