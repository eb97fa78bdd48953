import { createBucket } from 'server/sync/doors/bucket'
import { makeGate } from 'server/sync/gate/gate'
import { limits } from 'server/sync/limits'
import { createShadow, type Shadow } from 'server/sync/state/shadow'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { withSeed, type Random } from '../support/random.ts'
import { editOf } from './edits.ts'
import { areSame, faultsIn, replay } from './faults.ts'
import { forge, forgeLists, writeHostile } from './hostile.ts'
import { mutate } from './mutate.ts'

const DOCUMENTS = process.env.KRUG_TEST_LONG ? 600 : 12
const FRAMES = 150

type Held = { log: Uint8Array[]; shadow: Shadow }

const open = (): Held => ({ log: [], shadow: createShadow([], 'lessonPlan', makeGate) })

const tryUpdate = (held: Held, update: Uint8Array) => {
  const { log, shadow } = held
  const verdict = shadow.judge(update)
  if (verdict.is !== 'accepted') return verdict.is
  const taken = shadow.apply(verdict.update, createBucket({ burst: limits.effortBurst, perSecond: 0 }))
  if (taken === 'taken') log.push(verdict.update)
  // As a room does: the shadow is made anew.
  else held.shadow = createShadow(log, 'lessonPlan', makeGate)
  return taken === 'taken' ? verdict.is : taken
}

const attack = ({ shadow }: Held, random: Random): Uint8Array => {
  const clients = [...shadow.doc.store.clients.keys()]
  if (random.chance(0.2)) return forge(random, clients)
  if (random.chance(0.1)) return forgeLists(random)
  if (random.chance(0.3)) return writeHostile(shadow.doc, random)
  return mutate(editOf(shadow.doc, random), random, editOf(shadow.doc, random))
}

test(`G1: of ${DOCUMENTS * FRAMES} spoilt updates none passes that a fresh client could not take, and honest ones always pass`, () =>
  withSeed((random) => {
    for (let documents = 0; documents < DOCUMENTS; documents++) {
      const held = open()
      for (let frame = 0; frame < FRAMES; frame++) {
        const update = attack(held, random)
        const verdict = tryUpdate(held, update)
        if (verdict === 'accepted') {
          const hex = `after ${Buffer.from(update).toString('hex')}`
          const applied = replay(held.log)
          expect(faultsIn(applied), hex).toEqual([])
          // Rooms and snapshots are made of merged bytes: they must say what the rows say.
          expect(areSame(replay([Y.mergeUpdates(held.log)]), applied), hex).toBe(true)
        }
        const honest = editOf(held.shadow.doc, random)
        expect(['accepted', 'nothing'], 'an honest edit').toContain(tryUpdate(held, honest))
      }
    }
  }))
