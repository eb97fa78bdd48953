import { textOf } from 'shared/documents/minutes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openBrowser } from '../support/browser.ts'
import { openImportDesk, type ImportDesk } from '../support/import.ts'
import { packWord, wordParagraph, wordParts } from '../support/word.ts'
import { packZip } from '../support/zip.ts'

let desk: ImportDesk
beforeAll(async () => {
  desk = await openImportDesk()
})
afterAll(() => desk.app.close())

const countDocuments = async () => {
  const [row] = await desk.app.sql<{ n: number }[]>`select count(*)::int as n from document`
  return row?.n
}

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)

describe('a hostile or useless file', () => {
  it.each<[string, () => Uint8Array | string, string, number, string]>([
    ['of nothing', () => '', 'a.docx', 422, 'emptyFile'],
    ['of blanks', () => ' \n\n\t ', 'a.txt', 422, 'emptyFile'],
    ['without a word', () => packWord('<w:p/>'), 'a.docx', 422, 'emptyFile'],
    ['of old Word', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.doc', 415, 'legacyWordFile'],
    [
      'of old Word under a new name',
      () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'a.docx',
      415,
      'legacyWordFile',
    ],
    ['of old Excel', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls', 415, 'unsupportedFile'],
    [
      'behind a password',
      () =>
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'a.docx',
      422,
      'encryptedFile',
    ],
    [
      'with a locked part',
      () => packZip(wordParts(wordParagraph('x')).map((part) => ({ ...part, locked: true }))),
      'a.docx',
      422,
      'encryptedFile',
    ],
    ['in rich text', () => '{\\rtf1 text}', 'a.txt', 415, 'unsupportedFile'],
    ['in rich text under the name of Word', () => '{\\rtf1 text}', 'a.doc', 415, 'legacyWordFile'],
    ['that is a program', () => Buffer.from('MZ\u0000\u0003'), 'a.exe', 415, 'unsupportedFile'],
    [
      'that is a program called text',
      () => Buffer.alloc(900, 'MZ\u0000\u0001\u0002'),
      'a.txt',
      422,
      'brokenFile',
    ],
    ['that is a program called Word', () => Buffer.from('MZ\u0000\u0003'), 'a.docx', 422, 'brokenFile'],
    ['that is a page', () => '<html><body>x</body></html>', 'a.html', 415, 'unsupportedFile'],
    [
      'that is another archive',
      () => packZip([{ name: 'a.txt', data: Buffer.from('x') }]),
      'a.zip',
      415,
      'unsupportedFile',
    ],
    ['cut off', () => packWord(wordParagraph('x')).subarray(0, 300), 'a.docx', 422, 'brokenFile'],
    ['of broken XML', () => packWord('<w:p><w:r><w:t>x'), 'a.docx', 422, 'brokenFile'],
    [
      'with a second directory in a comment',
      () => packZip(wordParts(wordParagraph('x')), Buffer.from(packWord(wordParagraph('y')))),
      'a.docx',
      422,
      'brokenFile',
    ],
    [
      'of 60 MB in 60 KB',
      () => packZip([{ name: 'word/document.xml', data: zeros(60) }]),
      'a.docx',
      413,
      'fileBomb',
    ],
    [
      'unpacked a thousandfold',
      () => packZip([{ name: 'word/document.xml', data: zeros(30) }]),
      'a.docx',
      413,
      'fileBomb',
    ],
    [
      'that lies about its size',
      () => packZip([...wordParts(''), { name: 'word/media/x.bin', data: zeros(40), claimedSize: 1000 }]),
      'a.docx',
      413,
      'fileBomb',
    ],
    [
      'of too many parts',
      () => packZip(Array.from({ length: 1_001 }, (_, n) => ({ name: `${n}`, data: Buffer.from('x') }))),
      'a.docx',
      413,
      'fileBomb',
    ],
    ['of more than 20 MB', () => Buffer.alloc(20 * 1024 * 1024 + 1, 'x'), 'a.txt', 413, 'tooLarge'],
    ['of more than any form', () => Buffer.alloc(23 * 1024 * 1024, 'x'), 'a.txt', 413, 'tooLarge'],
  ])('%s is refused and leaves nothing behind', async (_name, make, fileName, status, problem) => {
    const before = await countDocuments()
    expect(await desk.refusalOf(make(), fileName)).toEqual({ status, problem })
    expect(await countDocuments()).toBe(before)
  })

  it('nested without end keeps its words', async () => {
    const { body } = await desk.importFile(`${'> '.repeat(400)}слово`, 'a.md')
    expect(textOf(body)).toBe('слово')
  })

  it('keeps others waiting their turn, not out', async () => {
    const titles = await Promise.all(
      Array.from(
        { length: 5 },
        async (_, n) => (await desk.importFile(`# Файл ${n}\n\nтекст`, 'a.md')).title,
      ),
    )
    expect(titles).toEqual(Array.from({ length: 5 }, (_, n) => `Файл ${n}`))
  })

  it('may come from writers only', async () => {
    const observer = await aPerson(desk.app.db)
    await aMember(desk.app.db, { communityId: desk.communityId, personId: observer.id, role: 'observer' })
    const browser = openBrowser(desk.app)
    await browser.signIn(observer.email)
    expect(await desk.refusalOf('текст', 'a.txt', browser)).toEqual({ status: 403, problem: 'denied' })
  })

  it('is named when it is missing', async () => {
    const form = new FormData()
    form.append('title', 'x')
    const answer = await desk.send(form)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ fields: { file: expect.any(String) as unknown } })
  })
})
