import { expect, it } from 'vitest'
import { attachmentHeader, fileName } from './fileName.ts'

it.each([
  ['Дорожная карта: «Гимназия № 1» – Кедровская СОШ', 'Дорожная карта «Гимназия № 1» – Кедровская СОШ.docx'],
  ['../../etc/passwd', 'etc passwd.docx'],
  ['итог\u202exslx.exe', 'итог xslx.exe.docx'],
  [' . ', 'document.docx'],
  ['CON\u0000/\\', 'CON.docx'],
])('a name of a file is fit for every system: %j', (title, name) =>
  expect(fileName(title, 'docx')).toBe(name),
)

it('is cut between characters, never in one', () => {
  expect(fileName('😀'.repeat(300), 'docx')).toBe(`${'😀'.repeat(120)}.docx`)
})

it('is said in a header in any script, and breaks out of none', () => {
  expect(attachmentHeader("План «1» (черновик)'*.docx")).toBe(
    `attachment; filename="document.docx"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%C2%AB1%C2%BB%20%28%D1%87%D0%B5%D1%80%D0%BD%D0%BE%D0%B2%D0%B8%D0%BA%29%27%2A.docx`,
  )
})
