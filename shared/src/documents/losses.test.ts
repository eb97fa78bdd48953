import { expect, it } from 'vitest'
import { russian } from '../i18n/russian.ts'
import { createTranslate } from '../i18n/translate.ts'
import { lossCodes } from './losses.ts'

it('has words for every loss, and for no other', () => {
  const worded = Object.keys(russian.documents).filter((key) => key.startsWith('loss.'))
  expect(worded.sort()).toEqual(lossCodes.map((code) => `loss.${code}`).sort())
})

it('counts losses as Russian does', () => {
  const t = createTranslate('ru', russian)
  expect([1, 3, 11, 21].map((n) => t('documents.loss.images', { n }))).toEqual([
    '1 рисунок',
    '3 рисунка',
    '11 рисунков',
    '21 рисунок',
  ])
})
