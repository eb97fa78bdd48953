import { describe, expect, it } from 'vitest'
import { decodeText } from './encoding.ts'

const words = 'Паспорт программы: цель, задачи и сроки. Plan 2026.'
const wide = (text: string, order: 'le' | 'be', mark = '') => {
  const bytes = Buffer.from(mark + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
/** Windows-1251 of Cyrillic letters and ASCII, enough for a test. */
const cp1251 = (text: string) =>
  Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0)
    return code < 128 ? code : code - 0x410 + 0xc0
  })

describe('text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(words)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${words}`)],
    ['UTF-16, little end first', wide(words, 'le', '\ufeff')],
    ['UTF-16, big end first', wide(words, 'be', '\ufeff')],
    ['UTF-16 without a mark', wide(words, 'le')],
    ['UTF-16, big end, without a mark', wide(words, 'be')],
    ['Windows-1251', cp1251(words)],
  ])('is read from %s', (_name, bytes) => expect(decodeText(bytes)).toBe(words))

  it('is none in a program or an archive', () => {
    const program = new Uint8Array(2000).map((_, index) => (index * 37) % 256)
    program.set([0x4d, 0x5a])
    expect(decodeText(program)).toBeNull()
  })

  it('loses a stray control character and keeps the rest', () => {
    expect(decodeText(Buffer.from(`${words.repeat(9)}\u0000`))).toBe(words.repeat(9))
  })
})
