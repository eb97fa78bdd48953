import { newId } from 'db/id'
import { eraseComment, insertComment, insertThread, takeSeq } from 'db/queries/comments'
import fc from 'fast-check'
import { must } from 'shared/must'
import type {
  NamedParticipation,
  ParticipationReport,
  ParticipationSource,
} from 'shared/participation/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aDeed, playDeeds } from '../factories/history.ts'
import { aNetwork } from '../factories/network.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'
import { appendRows } from '../support/history.ts'
import { crossingWeeks, tellComments, type Told, tellReport, tellSessions } from '../support/oracle.ts'
import { createRandom, type Random } from '../support/random.ts'

const SUNDAY = new Date('2026-11-22T12:00:00Z')
const autumn = '2026-10-26'

const windows = {
  '28d': { span: ['2026-10-26', '2026-11-22'], before: ['2026-09-28', '2026-10-25'] },
  term: { span: ['2026-11-02', '2026-12-30'], before: ['2026-09-01', '2026-10-25'] },
  year: { span: ['2026-09-01', '2027-08-31'], before: ['2025-09-01', '2026-08-31'] },
} as const

const longDeed = fc.record({
  deed: aDeed,
  pause: fc.constantFrom(0, 1, 3, 20, 30, 31, 40, 120, 700, 1440, 2500),
})
const deedsFrom = (seed: number, most: number, longestPause: number) =>
  fc
    .sample(fc.array(longDeed, { minLength: most, maxLength: most }), { numRuns: 1, seed })
    .flat()
    .map(({ deed, pause }) => ({ ...deed, pause: Math.min(pause, longestPause) }))

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
  app.deps.now = () => SUNDAY
  await aNetwork(app.db, { name: 'Белоключевский округ', timeZone: 'Asia/Yekaterinburg' })
})
afterAll(() => app.close())

type Talk = { from: Date; to: Date; people: readonly string[]; schools: readonly string[] }

/** Thirty comments at random moments, some of them taken back. */
const talk = (documentId: string, random: Random, { from, to, people, schools }: Talk) =>
  app.db.transaction(async (tx) => {
    const threadId = newId()
    const seq = await takeSeq(tx, documentId)
    const anchor = { kind: 'document' } as const
    await insertThread(tx, { id: threadId, documentId, seq, anchor, quote: '' })
    for (let n = 0; n < 30; n++) {
      const id = newId()
      const at = new Date(from.getTime() + random.below(to.getTime() - from.getTime()))
      const who = { personId: random.pick(people), schoolId: random.pick(schools) }
      await insertComment(tx, { id, threadId, ...who, text: 'Дети устанут', at }, [])
      if (random.chance(0.2)) await eraseComment(tx, id, SUNDAY)
    }
  })

/** A community of three schools whose people come, go and write in four documents: through the autumn, or in a few busy days. */
const aHistory = async (seed: number, longestPause = 2500, isTalkative = false) => {
  const { db, sql } = app
  const schools = [await aSchool(db), await aSchool(db), await aSchool(db)]
  const [g1, lb, zm] = schools.map(({ id }) => id) as [string, string, string]
  const leader = await aPerson(db, { schoolIds: [g1] })
  const teachers = [
    await aPerson(db, { schoolIds: [g1] }),
    await aPerson(db, { schoolIds: [lb, zm] }),
    await aPerson(db, { schoolIds: [zm] }),
  ]
  const gone = await aPerson(db, { schoolIds: [g1] })
  const guest = await aPerson(db, { schoolIds: [lb] })
  const community = await aCommunity(db, { createdAt: new Date('2026-09-07T04:00:00Z') })
  const communityId = community.id
  await aMember(db, { communityId, personId: leader.id, role: 'leader', joinedOn: '2026-09-07' })
  for (const { id } of teachers) await aMember(db, { communityId, personId: id, joinedOn: '2026-09-10' })
  await aMember(db, { communityId, personId: gone.id, joinedOn: '2026-09-07', leftOn: '2026-11-10' })
  const writers = [leader, ...teachers, gone, guest].map(({ id }) => id)
  const documents: string[] = []
  for (const n of [0, 1, 2, 3]) {
    const document = await aDocument(db, { communityId, title: `Разработка ${n}` })
    const start = new Date(
      Date.parse(longestPause < 1440 ? '2026-11-10T15:00:00Z' : '2026-09-07T15:00:00Z') +
        n * (longestPause < 1440 ? 0 : 9) * 86_400_000,
    )
    const three = [0, 1, 2].map((step) => must(writers[(n * 2 + step) % writers.length], 'a writer'))
    await appendRows(
      sql,
      document.id,
      playDeeds(deedsFrom(seed * 10 + n, 130, longestPause), three, [g1, lb, zm], start),
    )
    const days = (longestPause < 1440 ? 3 : 40) * 86_400_000
    const to = new Date(Math.min(start.getTime() + days, SUNDAY.getTime()))
    const said = { from: start, to, people: writers, schools: [g1, lb, zm] }
    if (isTalkative) await talk(document.id, createRandom(seed * 10 + n), said)
    documents.push(document.id)
  }
  await app.deps.projections.settle()
  const memberIds = [leader, ...teachers].map(({ id }) => id)
  const told = [...(await tellSessions(sql, documents)), ...(await tellComments(sql, documents))]
  return {
    communityId,
    leader,
    teacher: must(teachers[0], 'a teacher'),
    gone,
    memberIds,
    schools,
    told,
    documents,
  }
}
type History = Awaited<ReturnType<typeof aHistory>>

const browserOf = async (email: string) => {
  const browser = openBrowser(app)
  expect((await browser.signIn(email)).status).toBe(200)
  return browser
}
const reportFor = async (email: string, { communityId }: { communityId: string }, search = '') => {
  const answer = await (
    await browserOf(email)
  ).send('GET', `/communities/${communityId}/participation${search}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as ParticipationReport
}

const expectAgreement = (history: History, report: ParticipationReport, told: readonly Told[]) => {
  const { span, before } = windows[report.window.kind]
  const membersBefore = {
    '28d': [...history.memberIds, history.gone.id],
    term: [...history.memberIds, history.gone.id],
    year: null,
  }[report.window.kind]
  const members = history.memberIds
  const expected = tellReport(told, { span, before, members, membersBefore })
  expect(report.window).toMatchObject({
    from: span[0],
    to: span[1],
    previous: { from: before[0], to: before[1] },
  })
  expect(report.participants).toMatchObject({
    active: expected.active,
    members: 4,
    reachPercent: null,
    previous: expected.previous,
    growthPercent: null,
    net: expected.previous === null ? null : expected.active - expected.previous,
    returned: expected.previous ? { n: expected.returned, base: expected.previous } : null,
    acts: expected.acts,
  })
  expect(report.participants.modes).toMatchObject({
    active: expected.active,
    occasional: expected.occasional,
    silent: 4 - expected.active - expected.occasional,
  })
  expect(report.schools).toEqual({ n: expected.activeSchools, base: 3 })
  expect(report.documents).toEqual(expected.documents)
  const weeks = crossingWeeks(told, members, '2026-11-22')
  expect(report.continuity).toMatchObject({
    since: '2026-09-07',
    days: 76,
    schoolWeeks: 10,
    activeWeeks: weeks.filter((week) => week !== autumn).length,
  })
  for (const { school, acts } of report.matrix.rows)
    for (const [index, { monday }] of report.matrix.weeks.entries())
      if (span[0] <= monday && monday <= span[1])
        expect([monday, acts?.[index]]).toEqual([monday, expected.cell(school?.id ?? null, monday)])
  return expected
}

describe('the participation report', () => {
  it.each([
    [1, 2500, false],
    [2, 1440, false],
    [3, 40, false],
    [9, 2500, true],
    [10, 40, true],
  ])(
    'agrees with a second telling of the log: history %i, pauses up to %i minutes, with talk %s',
    async (seed, longestPause, isTalkative) => {
      const history = await aHistory(seed, longestPause, isTalkative)
      const { told } = history
      const sums = { acts: 0, weeks: 0 }
      for (const kind of ['28d', 'term', 'year'] as const) {
        const report = await reportFor(history.leader.email, history, `?window=${kind}`)
        const expected = expectAgreement(history, report, told)
        sums.acts += expected.acts
        sums.weeks += expected.documents.weeks
      }
      // A history in which nothing happens would agree with anything.
      expect(sums.acts).toBeGreaterThan(30)
      expect(sums.weeks).toBeGreaterThan(3)
    },
  )

  it('is the same after the activity is rebuilt', async () => {
    const history = await aHistory(4)
    const before = await reportFor(history.leader.email, history, '?window=year')
    await app.deps.projections.rebuild('activity')
    expect(await reportFor(history.leader.email, history, '?window=year')).toEqual(before)
  })

  it('shows members the totals, and no school of fewer than three people', async () => {
    const history = await aHistory(5)
    const seen = await reportFor(history.teacher.email, history, '?window=year')
    const whole = await reportFor(history.leader.email, history, '?window=year')
    expect([seen.isModerator, whole.isModerator]).toEqual([false, true])
    expect(seen.matrix.totals).toEqual(whole.matrix.totals)
    expect(whole.matrix.rows.every(({ acts }) => acts !== null)).toBe(true)
    const peopleOf = (schoolId: string) =>
      new Set(
        history.told
          .filter((s) => s.school === schoolId && history.memberIds.includes(s.person))
          .map((s) => s.person),
      )
    for (const { school, acts } of seen.matrix.rows)
      if (peopleOf(school?.id ?? '').size < 2) expect(acts).toBeNull()
  })

  it('drills down to documents and weeks, without times', async () => {
    const history = await aHistory(6)
    const browser = await browserOf(history.leader.email)
    const path = `/communities/${history.communityId}/participation/sources?window=year`
    const sources = (await (await browser.send('GET', path)).json()) as ParticipationSource[]
    const report = await reportFor(history.leader.email, history, '?window=year')
    expect(sources.filter(({ isCrossSchool }) => isCrossSchool)).toHaveLength(report.documents.weeks)
    expect(new Set(sources.map(({ document }) => document?.id)).size).toBe(report.documents.active)
    expect(JSON.stringify(sources)).not.toMatch(/T\d\d:\d\d/)
    for (const { sessions } of sources) expect(sessions).toBeGreaterThan(0)
    const member = await browserOf(history.teacher.email)
    const seen = (await (await member.send('GET', path)).json()) as ParticipationSource[]
    expect(seen.some(({ sessions }) => sessions === null)).toBe(true)
  })

  it('is for who may see it: members and coordinators of the network, nobody else', async () => {
    const { db } = app
    const { id: communityId } = await aCommunity(db)
    const outsider = await aPerson(db)
    const path = `/communities/${communityId}/participation`
    expect((await (await browserOf(outsider.email)).send('GET', path)).status).toBe(404)
    expect((await openBrowser(app).send('GET', path)).status).toBe(401)
    const observer = await aPerson(db)
    await aMember(db, { communityId, personId: observer.id, role: 'observer' })
    expect((await (await browserOf(observer.email)).send('GET', path)).status).toBe(200)
    const wrong = await (await browserOf(observer.email)).send('GET', `${path}?window=decade`)
    expect(wrong.status).toBe(422)
  })
})

describe('Юсупов, who teaches at two schools', () => {
  it('makes a lesson of two schools when he writes for his first one, not for the colleague’s', async () => {
    const { db, sql } = app
    const [lb, zm] = [await aSchool(db), await aSchool(db)]
    const timur = await aPerson(db, { lastName: 'Юсупов', schoolIds: [lb.id, zm.id] })
    const oksana = await aPerson(db, { lastName: 'Киселёва', schoolIds: [zm.id] })
    const { id: communityId } = await aCommunity(db)
    await aMember(db, { communityId, personId: timur.id, role: 'leader' })
    await aMember(db, { communityId, personId: oksana.id })
    const asSchool = async (schoolId: string) => {
      const document = await aDocument(db, { communityId })
      const type = { kind: 'type', pause: 1, place: 0, length: 60 } as const
      const deeds = [
        { ...type, person: 0, school: 0 },
        { ...type, person: 1, school: 1 },
      ]
      await appendRows(sql, document.id, playDeeds(deeds, [timur.id, oksana.id], [schoolId, zm.id]))
    }
    await asSchool(zm.id)
    await app.deps.projections.settle()
    expect((await reportFor(timur.email, { communityId })).documents).toMatchObject({
      coEdited: 0,
      active: 1,
    })
    await asSchool(lb.id)
    await app.deps.projections.settle()
    expect((await reportFor(timur.email, { communityId })).documents).toMatchObject({
      coEdited: 1,
      active: 2,
    })
  })
})

describe('the named list', () => {
  it('is given to moderators, by name, and everyone in it sees who looked', async () => {
    const history = await aHistory(7)
    const leader = await browserOf(history.leader.email)
    const path = `/communities/${history.communityId}/participation/names`
    const answer = await leader.send('POST', path, { body: { window: 'year', reason: 'support' } })
    expect(answer.status).toBe(200)
    const { people } = (await answer.json()) as NamedParticipation
    const names = people.map(({ person }) => person.lastName)
    expect(names).toEqual(names.toSorted())
    expect(new Set(people.map(({ person }) => person.id))).toEqual(new Set(history.memberIds))
    const report = await reportFor(history.leader.email, history, '?window=year')
    expect(people.filter(({ mode }) => mode === 'active')).toHaveLength(report.participants.active)
    expect(people.reduce((sum, { acts }) => sum + acts, 0)).toBe(report.participants.acts)

    const looks = await (await browserOf(history.teacher.email)).send('GET', '/me/looked')
    expect(await looks.json()).toMatchObject([
      { reason: 'support', by: { id: history.leader.id }, community: { id: history.communityId } },
    ])
    const stranger = await (await browserOf(history.gone.email)).send('GET', '/me/looked')
    expect(await stranger.json()).toEqual([])
  })

  it('is refused to members, and the refusal leaves no entry', async () => {
    const history = await aHistory(8)
    const member = await browserOf(history.teacher.email)
    const path = `/communities/${history.communityId}/participation/names`
    expect((await member.send('POST', path, { body: { window: '28d' } })).status).toBe(403)
    const entries = await app.sql`select from audit_entry where community_id = ${history.communityId}`
    expect(entries).toHaveLength(0)
  })

  it('tells reading from silence', async () => {
    const { db, sql } = app
    const { id: communityId } = await aCommunity(db)
    const document = await aDocument(db, { communityId })
    const [leader, reader, early] = [await aPerson(db), await aPerson(db), await aPerson(db)]
    await aMember(db, { communityId, personId: leader.id, role: 'leader' })
    for (const [person, at] of [
      [reader, '2026-11-22T18:59:00Z'],
      [early, '2026-10-25T18:59:00Z'],
    ] as const) {
      await aMember(db, { communityId, personId: person.id })
      await sql`insert into document_visit (document_id, person_id, first_at, last_at)
        values (${document.id}, ${person.id}, ${at}, ${at})`
    }
    const report = await reportFor(leader.email, { communityId })
    expect(report.participants.modes).toEqual({ active: 0, occasional: 0, observer: 1, silent: 2 })
  })
})
