import { writePresence } from 'shared/protocol/presence'
import { expect, onTestFinished, test } from 'vitest'
import type { Speaking } from '../cluster/message.ts'
import { limits } from '../limits.ts'
import { createPresence, type Present } from './presence.ts'

const member = (personId: string): Present => ({
  admission: {
    ...{ documentId: 'document', kind: 'note', gen: 1, aclEpoch: 1, mode: 'edit', sessionId: 'session' },
    person: { id: personId, name: personId, shortName: personId },
    school: null,
  },
})

const aRoom = () => {
  const room = createPresence<Present>({
    limits,
    ownerOf: () => undefined,
    broadcast: () => undefined,
    tell: () => undefined,
    tellNodes: () => undefined,
  })
  onTestFinished(() => room.stop())
  return room
}

const say = (clientId: number, clock: number, words: string) =>
  writePresence([{ clientId, clock, state: JSON.stringify({ words }) }])

test('P5: what one person says from many connections keeps a pace; another is heard beside her', () => {
  const room = aRoom()
  const long = 'ж'.repeat(1_500)
  for (let client = 1; client <= 100; client++) room.receive(member('loud'), say(client, 1, long))
  expect(room.count()).toBeGreaterThan(30)
  expect(room.count()).toBeLessThan(50)
  const before = room.count()
  room.receive(member('quiet'), say(1_000, 1, 'здесь'))
  expect(room.count()).toBe(before + 1)
})

test('K4: what a node says of all who are there replaces what was heard of it; others stay', () => {
  const room = aRoom()
  const at = (clientId: number): Speaking => ({
    ...{ clientId, clock: 1, state: '{}', personId: `person ${clientId}`, mayWrite: true },
  })
  room.hear('b', [at(1), at(2)], false)
  room.hear('c', [at(3)], true)
  room.receive(member('here'), say(4, 1, 'здесь'))
  expect(room.count()).toBe(4)
  // The going of the second was lost.
  room.hear('b', [at(1)], true)
  expect(room.count()).toBe(3)
  room.hear('b', [], true)
  expect(room.count()).toBe(2)
})
