import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { must } from 'shared/must'
import { aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { expect } from '../support/e2e.ts'
import { signIn } from '../support/person.ts'
import { packProgramme } from '../support/programme.ts'
import { packWord, wordParagraph } from '../support/word.ts'
import {
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  textOf,
  test,
  wordsIn,
  wordsOf,
  writeInCell,
  type Schools,
} from '../support/writers.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))
const programme = fixture('municipal-programme.txt')
const golden = fixture('municipal-programme.headings.md').toString('utf8').split('\n').filter(Boolean)

type Chosen = { name: string; buffer: Buffer }

/** Opens the dialog of a new document and stands at the choice of a file. */
const openImport = async (page: Page, { community }: Schools) => {
  await page.goto(`/communities/${community.id}`)
  await page.getByRole('button', { name: 'Новый документ' }).first().click()
  await page.getByRole('radio', { name: 'Из файла' }).check()
}
const sendFile = async (page: Page, { name, buffer }: Chosen) => {
  const path = test.info().outputPath(name)
  writeFileSync(path, buffer)
  await page.getByLabel('Файл', { exact: true }).setInputFiles(path)
  await page.getByRole('button', { name: 'Создать', exact: true }).click()
}

const headingsOf = (page: Page): Promise<string[]> =>
  textOf(page)
    .locator('h1, h2, h3, h4')
    .evaluateAll((headings) =>
      headings.map((one) => `${'#'.repeat(Number(one.tagName.slice(1)))} ${one.textContent.trim()}`),
    )

test('a programme as text gets its headings back on the screen', async ({ browser, schools }) => {
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  await openImport(page, schools)
  await sendFile(page, { name: 'municipal-programme.txt', buffer: programme })
  await expect(textOf(page)).toBeVisible()
  await expectStatus(page, 'saved')
  expect(await headingsOf(page)).toEqual(golden)
  await expect(page).toHaveTitle(/^Муниципальная программа сетевого взаимодействия/)
  await expect(textOf(page).locator('li').first()).toBeVisible()
  expect(failures).toEqual([])
})

test('three people of three schools edit an imported programme at once', async ({
  browser,
  empty,
  schools,
}) => {
  const { file, headings, passport } = await packProgramme(programme.toString('utf8'))
  const third = await aSchool(empty.db, { shortName: 'Озёрская школа', colour: 3, position: 1003 })
  const person = await aPerson(empty.db, { schoolIds: [third.id] })
  await aMember(empty.db, { communityId: schools.community.id, personId: person.id, role: 'member' })
  const guest = { signed: await signIn(empty, person.email) }

  const one = await openAs(browser, schools, schools.sokolovskaya)
  await openImport(one.page, schools)
  await sendFile(one.page, { name: 'программа.docx', buffer: file })
  await expect(textOf(one.page)).toBeVisible()
  expect(await headingsOf(one.page)).toEqual(headings)
  await expect(textOf(one.page).locator('table')).toHaveCount(1)
  await expect(textOf(one.page).locator('tr')).toHaveCount(passport.length + 1)
  await expect(cellOf(one.page, 1, 0)).toContainText(must(passport[0], 'a row').name)

  const id = must(new URL(one.page.url()).pathname.split('/').at(-1), 'a document')
  const two = await openAs(browser, schools, schools.zhdanova)
  const three = await openAs(browser, schools, guest)
  await Promise.all([openPaper(two.page, id), openPaper(three.page, id)])
  await Promise.all([
    writeInCell(one.page, 1, 1, ' Правка гимназии.'),
    writeInCell(two.page, 2, 1, ' Правка Кедровской школы.'),
    writeInCell(three.page, 3, 1, ' Правка третьей школы.'),
  ])
  // Then all three into one cell.
  const all = [one, two, three]
  await Promise.all(all.map(({ page }, index) => writeInCell(page, 4, 1, 'абв'.charAt(index).repeat(12))))
  await Promise.all(all.map(({ page }) => expectStatus(page, 'saved')))
  for (const { page } of all) {
    await expect(cellOf(page, 1, 1)).toContainText('Правка гимназии.')
    await expect(cellOf(page, 2, 1)).toContainText('Правка Кедровской школы.')
    await expect(cellOf(page, 3, 1)).toContainText('Правка третьей школы.')
    await expect.poll(() => wordsOf(page)).toBe(await wordsOf(one.page))
  }
  const together = await wordsIn(cellOf(three.page, 4, 1))
  const before = must(passport[3], 'a row').lines.join(' ')
  const countOf = (letter: string, text: string) => text.split(letter).length - 1
  for (const letter of 'абв') expect(countOf(letter, together)).toBe(countOf(letter, before) + 12)
  expect(all.flatMap(({ failures }) => failures)).toEqual([])
})

test('what a file loses on its way is told before the document opens', async ({ browser, schools }) => {
  const formula = '<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>'
  const link = '<w:p><w:hyperlink r:id="bad"><w:r><w:t>нажми</w:t></w:r></w:hyperlink></w:p>'
  const target = { id: 'bad', type: 'hyperlink', address: 'javascript:alert(1)' } as const
  const { page } = await openAs(browser, schools, schools.zhdanova)
  await openImport(page, schools)
  const buffer = packWord(wordParagraph('Конспект') + formula + link, [target])
  await sendFile(page, { name: 'конспект.docx', buffer })
  const dialog = page.getByRole('dialog', { name: 'Файл загружен' })
  await expect(dialog).toContainText('Не перенеслось')
  await expect(dialog.getByRole('listitem')).toContainText([/^1 формула/, /^1 ссылка/])
  await dialog.getByRole('link', { name: 'Открыть документ' }).click()
  await expect(textOf(page)).toContainText('нажми')
  await expect(textOf(page).locator('a')).toHaveCount(0)
})
