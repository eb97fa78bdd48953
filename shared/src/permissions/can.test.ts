import { describe, expect, it } from 'vitest'
import { abilitiesOf, can } from './can.ts'
import { communityCapabilities, documentCapabilities, networkCapabilities } from './capabilities.ts'
import { roles, type Role } from './roles.ts'

const abilities = (role: string) => ({
  document: abilitiesOf({ roles: [role] }, documentCapabilities),
  community: abilitiesOf({ roles: [role] }, communityCapabilities),
  network: abilitiesOf({ roles: [role] }, networkCapabilities),
})

describe('can', () => {
  it('says no to no role and to an unknown one', () => {
    for (const standing of [{ roles: [] }, { roles: ['director'] }, { roles: ['toString', '__proto__'] }])
      expect(can(standing, 'document.read')).toBe(false)
  })

  it('adds up what several roles give', () => {
    const standing = { roles: ['teacher', 'observer'] }
    expect(can(standing, 'network.read')).toBe(true)
    expect(can(standing, 'document.comment')).toBe(true)
    expect(can(standing, 'document.edit')).toBe(false)
  })

  it('keeps the ladder read < comment < suggest < edit < manage for every role', () => {
    const ladder = [
      'document.read',
      'document.comment',
      'document.suggest',
      'document.edit',
      'document.manage',
    ] as const
    for (const role of Object.keys(roles)) {
      const rungs = ladder.map((rung) => can({ roles: [role] }, rung))
      expect(rungs, role).toEqual([...rungs].sort((one, other) => Number(other) - Number(one)))
    }
  })
})

describe('roles', () => {
  it('let nobody outside a community read its texts', () => {
    const outside: Role[] = [
      'systemAdministrator',
      'coordinator',
      'methodist',
      'regionalInstitute',
      'teacher',
    ]
    for (const role of [...outside, 'schoolAdministrator']) expect(abilities(role).document, role).toEqual([])
  })

  it('let coordinators see figures without reading texts', () => {
    expect(abilities('coordinator').community).toEqual(['participation.view'])
  })

  it('give members of partner schools the same rights, whatever the school', () => {
    expect(abilities('member')).toEqual({
      document: ['document.read', 'document.comment', 'document.suggest', 'document.edit'],
      community: ['community.read', 'document.create', 'participation.view'],
      network: [],
    })
  })

  it('let observers comment, not write', () => {
    expect(abilities('observer').document).toEqual(['document.read', 'document.comment'])
  })

  it('let a leader alone give up the history of a document', () => {
    expect(Object.keys(roles).filter((role) => can({ roles: [role] }, 'document.purge'))).toEqual(['leader'])
  })

  it('show named participation to those who lead, and to them only', () => {
    const named = Object.keys(roles).filter((role) => can({ roles: [role] }, 'participation.names'))
    expect(named).toEqual(['leader', 'moderator'])
  })
})
