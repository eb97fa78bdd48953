import { describe, expect, it } from 'vitest'
import { titleInput } from './inputs.ts'
import { cleanTitle, cutTitle, TITLE_LONGEST } from './title.ts'

describe('a title', () => {
  it('is one line without what cannot be seen', () => {
    expect(cleanTitle('  Теорема\n Виета\t\u0000 ')).toBe('Теорема Виета')
    expect(cleanTitle('план\u202excod.exe')).toBe('планxcod.exe')
    expect(cleanTitle('№\u00a03')).toBe('№\u00a03')
  })

  it('is cut at a word', () => {
    const cut = cutTitle('Муниципальная программа '.repeat(20))
    expect(cut.length).toBeLessThanOrEqual(TITLE_LONGEST)
    expect(cut.endsWith('программа…') || cut.endsWith('Муниципальная…')).toBe(true)
    expect(cutTitle('Короткое')).toBe('Короткое')
  })

  it('must say something', () => {
    expect(titleInput.safeParse('\u200b \n').success).toBe(false)
    expect(titleInput.safeParse('x'.repeat(TITLE_LONGEST + 1)).success).toBe(false)
    expect(titleInput.parse(' План ')).toBe('План')
  })
})
