import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresOf, MINUTE, openDesk, sessionsOf, textIn } from './desk.ts'

type Act = { person: string; pause: number; kind: 'type' | 'erase'; place: number; length: number }

const acts = fc.array(
  fc.record<Act>({
    person: fc.constantFrom('anna', 'boris', 'vera'),
    pause: fc.constantFrom(0, 1, 29, 30, 31, 90),
    kind: fc.constantFrom('type', 'type', 'erase'),
    place: fc.nat(200),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 40 },
)

const play = (list: readonly Act[]) => {
  const desk = openDesk()
  desk.write('template', (document) => void textIn(document), { seeded: true })
  for (const { person, pause, kind, place, length } of list) {
    desk.wait(pause)
    desk.write(person, (document) => {
      const text = textIn(document)
      const from = text.length === 0 ? 0 : place % text.length
      if (kind === 'type') text.insert(from, 'т'.repeat(length))
      else text.delete(from, Math.min(length, text.length - from))
    })
  }
  return desk
}

/** The same history with a plain list of characters that know who wrote them, and in which of her sessions. */
const retell = (list: readonly Act[]) => {
  const text: { by: string; session: number }[] = []
  const sessions: { person: string; lastAt: number; inserted: number; deleted: number; undone: number }[] = []
  let at = 0
  for (const { person, pause, kind, place, length } of list) {
    at += pause * MINUTE
    const from = text.length === 0 ? 0 : place % text.length
    if (kind === 'erase' && text.length === 0) continue
    let index = sessions.findLastIndex((session) => session.person === person)
    if (index < 0 || at - (sessions[index]?.lastAt ?? 0) > 30 * MINUTE)
      index = sessions.push({ person, lastAt: at, inserted: 0, deleted: 0, undone: 0 }) - 1
    const session = sessions[index]
    if (!session) continue
    session.lastAt = at
    if (kind === 'type') {
      text.splice(from, 0, ...Array.from({ length }, () => ({ by: person, session: index })))
      session.inserted += length
    } else {
      const gone = text.splice(from, length)
      session.deleted += gone.length
      session.undone += gone.filter((character) => character.session === index).length
    }
  }
  return sessions.map(({ person, inserted, deleted, undone }) => ({ person, inserted, deleted, undone }))
}

const told = (list: readonly Act[]) =>
  sessionsOf(play(list).rows)
    .map(figuresOf)
    .map(({ person, inserted, deleted, undone }) => ({ person, inserted, deleted, undone }))

describe('the accounting of text', () => {
  it('tells any history like a list of characters that know their writers', () => {
    fc.assert(
      fc.property(acts, (list) => {
        expect(told(list)).toEqual(retell(list))
      }),
    )
  })

  it('adds up to the text that stands in the end', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { rows, clientOf } = play(list)
        const sum = sessionsOf(rows).reduce((total, { inserted, deleted }) => total + inserted - deleted, 0)
        expect(textIn(clientOf('reader').document).length).toBe(sum)
      }),
    )
  })

  it('gives one sum whoever of the colleagues commits concurrent edits first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }), (places) => {
        const desk = openDesk()
        desk.write('anna', (document) => textIn(document).insert(0, 'о'.repeat(60)))
        const [boris, vera] = [desk.clientOf('boris'), desk.clientOf('vera')]
        for (const place of places) {
          textIn(boris.document).delete(place % textIn(boris.document).length, 1)
          textIn(vera.document).delete(place % textIn(vera.document).length, 1)
          textIn(vera.document).insert(place % textIn(vera.document).length, 'я')
        }
        desk.commit(boris.pending.splice(0), { personId: 'boris' })
        desk.commit(vera.pending.splice(0), { personId: 'vera' })
        const sum = sessionsOf(desk.rows).reduce((total, s) => total + s.inserted - s.deleted, 0)
        expect(textIn(desk.clientOf('anna').document).length).toBe(sum)
      }),
    )
  })
})
