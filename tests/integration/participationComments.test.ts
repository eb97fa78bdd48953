import type { ThreadOutput } from 'shared/comments/outputs'
import { must } from 'shared/must'
import type { ParticipationReport, ParticipationSource } from 'shared/participation/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { playDeeds } from '../factories/history.ts'
import { aNetwork } from '../factories/network.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { appendRows } from '../support/history.ts'
import { enter } from '../support/writing.ts'

const NOW = new Date('2026-11-22T12:00:00Z')

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
  await aNetwork(app.db, { timeZone: 'Asia/Yekaterinburg' })
})
afterAll(() => app.close())

/** Two schools: a leader of the one, a teacher and somebody who has left of the other, and a lesson plan of theirs. */
const aCircle = async () => {
  const { db } = app
  const [near, far] = [await aSchool(db), await aSchool(db)]
  const { id: communityId } = await aCommunity(db, { createdAt: new Date('2026-09-07T04:00:00Z') })
  const { id: documentId } = await aDocument(db, { communityId })
  const join = async (schoolId: string, how: { role?: 'leader'; leftOn?: string } = {}) => {
    const person = await aPerson(db, { schoolIds: [schoolId] })
    await aMember(db, { communityId, personId: person.id, joinedOn: '2026-09-07', ...how })
    const browser = await enter(app, person.email)
    const path = `/documents/${documentId}/comments`
    /** Says something at a moment; begins a thread of its own, or answers in one. */
    const say = async (at: string, thread = '') => {
      app.deps.now = () => new Date(at)
      const anchor = { anchor: { kind: 'document' } }
      const body = { ...(thread === '' ? anchor : {}), text: 'Дети устанут' }
      const answer = await browser.send('POST', thread === '' ? path : `${path}/${thread}/replies`, { body })
      expect(answer.status).toBe(200)
      return (await answer.json()) as ThreadOutput
    }
    const takeBack = async ({ id, comments }: ThreadOutput) => {
      const own = must(comments.at(-1), 'a comment')
      expect((await browser.send('DELETE', `${path}/${id}/${own.id}`)).status).toBe(200)
    }
    const get = async <T>(rest: string): Promise<T> => {
      app.deps.now = () => NOW
      const answer = await browser.get(`/communities/${communityId}/participation${rest}`)
      expect(answer.status).toBe(200)
      return (await answer.json()) as T
    }
    const report = () => get<ParticipationReport>('?window=28d')
    const sources = () => get<ParticipationSource[]>('/sources?window=28d')
    return { ...person, say, takeBack, report, sources }
  }
  const leader = await join(near.id, { role: 'leader' })
  const teacher = await join(far.id)
  return { communityId, documentId, near, far, join, leader, teacher }
}

const writes = (documentId: string, personId: string, schoolId: string, at: string) =>
  appendRows(
    app.sql,
    documentId,
    playDeeds(
      [{ kind: 'type', person: 0, school: 0, place: 0, length: 60, pause: 0 }],
      [personId],
      [schoolId],
      new Date(at),
    ),
  )

describe('a comment is an act', () => {
  it('two days of talk make an active participant, and her school takes part; no document becomes one of several schools', async () => {
    const { documentId, leader, teacher, near, far } = await aCircle()
    await writes(documentId, leader.id, near.id, '2026-11-16T10:00:00Z')
    await app.deps.projections.settle()
    const { id } = await teacher.say('2026-11-16T10:05:00Z')
    await teacher.say('2026-11-16T10:06:00Z', id)
    const before = await leader.report()
    expect(before.participants.modes).toMatchObject({ active: 0, occasional: 2 })
    // A quarter to midnight in London is the next day where the schools are.
    await teacher.say('2026-11-16T23:45:00Z')
    const report = await leader.report()
    expect(report.participants).toMatchObject({ active: 1, acts: 4, modes: { active: 1, occasional: 1 } })
    expect(report.schools).toEqual({ n: 1, base: 2 })
    expect(report.documents).toMatchObject({ coEdited: 0, active: 1, weeks: 0 })
    expect(report.continuity.activeWeeks).toBe(0)
    const row = report.matrix.rows.find(({ school }) => school?.id === far.id)
    expect(row?.acts?.at(-1)).toBe(3)
    expect(report.formula).toBe(2)
  })

  it('what is said shows among the sources, with the school of whoever said it', async () => {
    const { documentId, leader, teacher, near, far } = await aCircle()
    await writes(documentId, leader.id, near.id, '2026-11-17T10:00:00Z')
    await app.deps.projections.settle()
    await teacher.say('2026-11-18T10:00:00Z')
    await teacher.say('2026-11-10T10:00:00Z')
    const sources = await leader.sources()
    expect(sources).toMatchObject([
      { week: '2026-11-16', sessions: 1, comments: 1, isCrossSchool: false },
      { week: '2026-11-09', sessions: 0, comments: 1, isCrossSchool: false },
    ])
    const schools = sources.map((source) => new Set(source.schools.map(({ id }) => id)))
    expect(schools).toEqual([new Set([near.id, far.id]), new Set([far.id])])
    // Two people are too few for a member to be told how often.
    expect((await teacher.sources()).map(({ comments }) => comments)).toEqual([null, null])
  })

  it('edits and comments of a day share its five acts', async () => {
    const { documentId, leader, near } = await aCircle()
    for (const hour of [6, 7, 8]) {
      await leader.say(`2026-11-17T0${hour}:00:00Z`)
      await writes(documentId, leader.id, near.id, `2026-11-17T0${hour}:50:00Z`)
    }
    await app.deps.projections.settle()
    expect((await leader.report()).participants.acts).toBe(5)
  })

  it('what was taken back counts no more, nor what was said by somebody who has left', async () => {
    const { leader, teacher, far, join } = await aCircle()
    const said = await teacher.say('2026-11-17T10:00:00Z')
    await teacher.say('2026-11-18T10:00:00Z')
    const gone = await join(far.id)
    await gone.say('2026-11-17T11:00:00Z')
    await app.sql`update community_member set left_on = '2026-11-20' where person_id = ${gone.id}`
    expect((await leader.report()).participants).toMatchObject({ active: 1, acts: 2 })
    await teacher.takeBack(said)
    expect((await leader.report()).participants).toMatchObject({ active: 0, acts: 1 })
  })
})
