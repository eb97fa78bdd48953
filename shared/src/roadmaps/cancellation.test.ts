import { describe, expect, it } from 'vitest'
import { confirmedCancellations, consentingSchools } from './cancellation.ts'

const cancelled = { id: 'a', status: 'cancelled', cancelReason: 'нет приборов ' } as const
const consent = (schoolId: string, reason = 'нет приборов', actionId = 'a') => ({
  actionId,
  schoolId,
  reason,
})

describe('a cancellation', () => {
  it('is confirmed by people of two schools', () => {
    expect(confirmedCancellations([cancelled], [consent('g')])).toEqual(new Set())
    expect(confirmedCancellations([cancelled], [consent('g'), consent('g')])).toEqual(new Set())
    expect(confirmedCancellations([cancelled], [consent('g'), consent('k')])).toEqual(new Set(['a']))
  })

  it('is open again when its reason was changed or the action goes on', () => {
    const consents = [consent('g'), consent('k', 'по другой причине'), consent('z', 'нет приборов', 'b')]
    expect(consentingSchools(cancelled, consents)).toEqual(['g'])
    expect(consentingSchools({ ...cancelled, status: 'planned' }, consents)).toEqual([])
  })
})
