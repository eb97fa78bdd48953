import { expect, it } from 'vitest'
import type { Member } from 'shared/communities/community'
import { bySchool } from './bySchool.ts'

const member = (name: string, school: { id: string; position: number } | null) =>
  ({ person: { id: name }, school }) as unknown as Member

it('groups people by school in the order of the network, never by number', () => {
  const first = { id: 'a', position: 1 }
  const second = { id: 'b', position: 2 }
  const groups = bySchool([member('1', null), member('2', second), member('3', second), member('4', first)])
  expect(groups.map(({ members }) => members.map(({ person }) => person.id))).toEqual([
    ['4'],
    ['2', '3'],
    ['1'],
  ])
})
