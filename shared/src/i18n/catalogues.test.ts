import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { english as englishAtOnce } from './english.ts'
import { englishWriting } from './englishWriting.ts'
import { russian as russianAtOnce } from './russian.ts'
import { russianWriting } from './russianWriting.ts'

const english = { ...englishAtOnce, ...englishWriting }
const russian = { ...russianAtOnce, ...russianWriting }

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
