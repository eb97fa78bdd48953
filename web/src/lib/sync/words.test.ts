import { english } from 'shared/i18n/english'
import { russian } from 'shared/i18n/russian'
import { createTranslate } from 'shared/i18n/translate'
import { describe, expect, it } from 'vitest'
import { wordsOf, type StatusWords } from './words.ts'

const speak = (locale: 'ru' | 'en', phone = false): StatusWords => ({
  t: createTranslate(locale, locale === 'ru' ? russian : english),
  list: (parts) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
  moment: () => '14:32',
  parts: 'stages',
  phone,
  largest: '16 МБ',
})

describe('the words under a document', () => {
  it('agree with the number of edits in Russian', () => {
    const say = (edits: number) => wordsOf({ kind: 'offline', edits, keeping: 'here' }, speak('ru'))
    expect(say(0)).toBe('Нет связи. Можно писать дальше.')
    expect(say(1)).toBe('Нет связи. 1 правка хранится на этом компьютере.')
    expect(say(3)).toBe('Нет связи. 3 правки хранятся на этом компьютере.')
    expect(say(5)).toBe('Нет связи. 5 правок хранятся на этом компьютере.')
    expect(say(21)).toBe('Нет связи. 21 правка хранится на этом компьютере.')
    expect(wordsOf({ kind: 'offline', edits: 3, keeping: 'tab' }, speak('ru'))).toBe(
      'Нет связи. 3 правки только в этой вкладке: не закрывайте её.',
    )
    expect(wordsOf({ kind: 'offline', edits: 3, keeping: 'here' }, speak('ru', true))).toContain('телефоне')
  })

  it('say the time of the save and the way it went', () => {
    const at = new Date(0)
    expect(wordsOf({ kind: 'saved', at, way: 'quick' }, speak('ru'))).toBe('Сохранено на сервере, 14:32')
    expect(wordsOf({ kind: 'saved', at, way: 'slow' }, speak('en'))).toBe(
      'Saved, 14:32. Using the fallback channel',
    )
  })

  it('say how often edits go the third way', () => {
    const saved = { kind: 'saved', at: new Date(0), way: 'exchange' } as const
    expect(wordsOf(saved, speak('ru'))).toBe('Сохранено, 14:32. Обмен каждые 15 секунд')
    expect(wordsOf({ ...saved, at: null }, speak('en'))).toBe('Saved. Exchange every 15 seconds')
    expect(wordsOf({ kind: 'waitingExchange', edits: 3 }, speak('ru'))).toBe(
      '3 правки ещё не на сервере. Обмен каждые 15 секунд',
    )
  })

  it('name the stages that colleagues changed', () => {
    expect(wordsOf({ kind: 'merged', places: ['4', '5'] }, speak('ru'))).toBe(
      'Всё на сервере. Пока связи не было, коллеги изменили этапы 4 и 5.',
    )
    expect(wordsOf({ kind: 'merged', places: [''] }, speak('ru'))).toContain('коллеги изменили текст')
    expect(wordsOf({ kind: 'merged', places: ['', '4'] }, speak('en'))).toBe(
      'All on the server. While you were away colleagues changed stage 4.',
    )
  })

  it('name the rows of a plan', () => {
    const merged = { kind: 'merged', places: ['4', '7'] } as const
    expect(wordsOf(merged, { ...speak('ru'), parts: 'rows' })).toBe(
      'Всё на сервере. Пока связи не было, коллеги изменили пункты № 4 и 7.',
    )
    expect(wordsOf({ ...merged, places: ['4'] }, { ...speak('en'), parts: 'rows' })).toContain(
      'changed row 4.',
    )
  })

  it('leave nothing unsaid in either language', () => {
    const kinds = ['opening', 'sending', 'reconnecting', 'absent', 'roomFull', 'diskFull'] as const
    const counted = ['waiting', 'cannotCommit', 'cannotCommitLong', 'signedOut', 'accessWithdrawn'] as const
    const more = ['olderClient', 'restarting'] as const
    for (const locale of ['ru', 'en'] as const) {
      for (const kind of kinds) expect(wordsOf({ kind }, speak(locale))).not.toMatch(/status\.|[{}]/)
      for (const kind of [...counted, ...more])
        for (const edits of [0, 1, 2, 5])
          expect(wordsOf({ kind, edits }, speak(locale))).not.toMatch(/status\.|[{}]/)
    }
  })
})
