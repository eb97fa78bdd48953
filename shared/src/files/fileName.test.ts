import { expect, it } from 'vitest'
import { isAllowedValue } from '../documents/schema/values.ts'
import { cleanFileName } from './fileName.ts'

it.each([
  ['План урока.docx', 'План урока.docx'],
  ['../../etc/passwd', '.. .. etc passwd'],
  ['отчёт\u202Excod.exe', 'отчёт xcod.exe'],
  ['a\0b\n.pdf', 'a b .pdf'],
])('%j is shown as %j', (name, shown) => {
  expect(cleanFileName(name)).toBe(shown)
  expect(isAllowedValue('fileName', cleanFileName(name))).toBe(true)
})

it('cuts a long name before its end', () => {
  const cut = cleanFileName(`${'д'.repeat(900)}.docx`)
  expect(cut.endsWith('.docx')).toBe(true)
  expect(isAllowedValue('fileName', cut)).toBe(true)
})
