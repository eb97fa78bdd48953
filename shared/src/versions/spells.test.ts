import { describe, expect, it } from 'vitest'
import type { VersionOutput } from './outputs.ts'
import { groupSpells } from './spells.ts'

const author = (id: string, schoolId: string | null = null) => ({ id, shortName: id, initials: id, schoolId })
const version = (at: string, authors: VersionOutput['authors'] = []): VersionOutput => ({
  ...{ id: at, kind: 'automatic', seq: 1, name: null, by: null },
  ...{ at: `2026-11-20T${at}:00.000Z`, authors },
})

describe('groupSpells', () => {
  it('begins another spell after more than half an hour', () => {
    const spells = groupSpells(['15:40', '15:10', '14:39', '09:00'].map((at) => version(at)))
    expect(spells.map(({ versions }) => versions.map(({ id }) => id))).toEqual([
      ['15:40', '15:10'],
      ['14:39'],
      ['09:00'],
    ])
    expect(spells[0]).toMatchObject({ id: '15:40', from: '2026-11-20T15:10:00.000Z' })
  })

  it('names everybody who wrote in it once for every school', () => {
    const [spell] = groupSpells([
      version('15:40', [author('a', 'x')]),
      version('15:35', [author('b'), author('a', 'x'), author('a', 'y')]),
    ])
    expect(spell?.authors).toEqual([author('a', 'x'), author('b'), author('a', 'y')])
  })
})
