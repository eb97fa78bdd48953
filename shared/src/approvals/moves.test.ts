import { expect, test } from 'vitest'
import { abilitiesOf } from '../permissions/can.ts'
import { documentCapabilities, type DocumentCapability } from '../permissions/capabilities.ts'
import { documentStates } from '../documents/kinds.ts'
import { isClosed } from '../documents/frozen.ts'
import { movesOpenTo } from './moves.ts'

const open = (role: string, state: (typeof documentStates)[number]) => {
  const abilities: DocumentCapability[] = abilitiesOf({ roles: [role] }, documentCapabilities)
  return movesOpenTo(
    state,
    abilities.filter((capability) => !isClosed({ kind: 'note', state }, capability)),
  )
}

test('who writes hands in and takes back, who reviews agrees, who leads approves', () => {
  expect(documentStates.map((state) => open('member', state))).toEqual([['submit'], ['takeBack'], [], [], []])
  expect(documentStates.map((state) => open('moderator', state))).toEqual([
    ['submit'],
    ['agree', 'sendBack'],
    ['sendBack'],
    [],
    [],
  ])
  expect(documentStates.map((state) => open('leader', state))).toEqual([
    ['submit'],
    ['agree', 'sendBack'],
    ['approve', 'sendBack'],
    ['reopen'],
    [],
  ])
})

test('who only reads or comments moves nothing', () => {
  for (const state of documentStates) expect(open('observer', state)).toEqual([])
})

test('nobody changes words that were agreed to, and a plan is kept on', () => {
  const closed = (kind: 'note' | 'roadmap', capability: string) =>
    documentStates.filter((state) => isClosed({ kind, state }, capability))
  expect(closed('note', 'document.edit')).toEqual(['agreed', 'approved', 'archived'])
  expect(closed('roadmap', 'document.edit')).toEqual(['archived'])
  expect(closed('note', 'document.comment')).toEqual([])
})
