import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { english } from './english.ts'
import { russian } from './russian.ts'

const keysOf = (catalogue: Record<string, Record<string, string>>) =>
  Object.entries(catalogue).flatMap(([domain, words]) => Object.keys(words).map((key) => `${domain}.${key}`))

describe('catalogues', () => {
  it('hold the same keys in both languages', () => {
    expect(keysOf(english).sort()).toEqual(keysOf(russian).sort())
  })

  it('hold only messages that parse', () => {
    for (const [locale, catalogue] of [['ru', russian] as const, ['en', english] as const])
      for (const words of Object.values(catalogue as Record<string, Record<string, string>>))
        for (const pattern of Object.values(words))
          expect(() => new IntlMessageFormat(pattern, locale)).not.toThrow()
  })
})
