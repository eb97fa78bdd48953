import type { Page } from '@playwright/test'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { areEqual, openNative, until } from '../support/clients.ts'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  textOf,
  test,
  writeInCell,
} from '../support/writers.ts'

const elementsIn = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().filter((child) => child instanceof Y.XmlElement)

const cellsIn = (doc: Y.Doc): Y.XmlElement[][] =>
  elementsIn(doc.getXmlFragment('body'))
    .filter(({ nodeName }) => nodeName === 'table')
    .flatMap(elementsIn)
    .map(elementsIn)

const wordsOfCell = (cell: Y.XmlElement): string =>
  elementsIn(cell)
    .map((block) => block.toArray().map(String).join(''))
    .join(' ')
    .replace(/<[^>]*>/g, '')

const wordsInDoc = (doc: Y.Doc): string[] => cellsIn(doc).flat().map(wordsOfCell)

const wordsOnPage = (page: Page): Promise<string[]> =>
  textOf(page).evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const drawn of copy.querySelectorAll('.caret')) drawn.remove()
    return [...copy.querySelectorAll('th, td')].map((cell) =>
      [...cell.querySelectorAll('p')].map(({ textContent }) => textContent).join(' '),
    )
  })

const textOfCell = (doc: Y.Doc, row: number, column: number): Y.XmlText => {
  const cell = must(cellsIn(doc)[row]?.[column], 'a cell')
  const paragraph = must(elementsIn(cell)[0], 'a paragraph')
  if (paragraph.firstChild instanceof Y.XmlText) return paragraph.firstChild
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  return text
}

/** Writes at the end of a cell, as a program with a plain Yjs client does. */
const writeAtOnce = (doc: Y.Doc, row: number, column: number, words: string): void => {
  const text = textOfCell(doc, row, column)
  text.insert(text.length, words)
}
const write = (doc: Y.Doc, row: number, column: number, words: string): void => {
  for (const letter of words) writeAtOnce(doc, row, column, letter)
}

/** What a page complains of in its console, from now on. */
const hear = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  return complaints
}

test('two browsers and plain Yjs clients of two ages write one lesson plan', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  const complaints = [one, other].map(({ page }) => hear(page))
  await Promise.all([openPaper(one.page, paper), openPaper(other.page, paper)])
  const join = (cookie: string, version: 1 | 3) =>
    openNative({ url: schools.url, cookie, documentName: paper }, { version })
  const clients = [join(schools.sokolovskaya.signed.cookie, 3), join(schools.zhdanova.signed.cookie, 1)]
  const [newest, oldest] = [must(clients[0], 'a client'), must(clients[1], 'a client')]
  await Promise.all(clients.map(({ synced }) => synced))

  await writeInCell(one.page, 2, 1, 'Пишет')
  await writeInCell(other.page, 2, 3, 'Пишет')
  const typing = Promise.all([
    one.page.keyboard.type(' учитель гимназии'),
    other.page.keyboard.type(' учитель села'),
  ])
  write(newest.doc, 3, 1, 'Пишет новая программа')
  write(oldest.doc, 3, 3, 'Пишет старая программа')
  await typing
  const all = async () => [
    ...(await Promise.all([one.page, other.page].map(wordsOnPage))),
    wordsInDoc(oldest.doc),
  ]
  await until(() => areEqual(newest.doc, oldest.doc), 'equal documents of both clients')
  await expect
    .poll(() => wordsInDoc(newest.doc))
    .toEqual(
      expect.arrayContaining([
        'Пишет учитель гимназии',
        'Пишет учитель села',
        'Пишет новая программа',
        'Пишет старая программа',
      ]),
    )
  await expect.poll(all).toEqual(Array.from({ length: 3 }, () => wordsInDoc(newest.doc)))
  await Promise.all([one, other].map(({ page }) => expectStatus(page, 'saved')))

  // In one cell at once, from all four.
  for (const { page } of [one, other]) await page.keyboard.type('!')
  write(newest.doc, 2, 1, ' и программа')
  write(oldest.doc, 2, 1, ' и другая')
  await until(() => areEqual(newest.doc, oldest.doc), 'equal documents again')
  await expect.poll(all).toEqual(Array.from({ length: 3 }, () => wordsInDoc(newest.doc)))
  expect(wordsInDoc(newest.doc).join()).toMatch(/и программа/)
  expect(clients.flatMap(({ closes }) => closes)).toEqual([])
  for (const client of clients) client.close()
  expect(complaints.flat()).toEqual([])
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('a caret in an empty cell undoes nothing of what a colleague writes before it', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  const complaints = hear(page)
  await openPaper(page, paper)
  const colleague = openNative({
    url: schools.url,
    cookie: schools.zhdanova.signed.cookie,
    documentName: paper,
  })
  await colleague.synced
  await cellOf(page, 8, 6).locator('p').click()
  // More at once than stands behind the caret: its place by number was never in the text before.
  const long = 'Слово '.repeat(200)
  writeAtOnce(colleague.doc, 1, 1, long)
  await expect(cellOf(page, 1, 1)).toContainText(long.trim())
  await page.keyboard.type('Ответ')
  await until(() => wordsInDoc(colleague.doc).includes('Ответ'), 'the answer')
  expect(wordsInDoc(colleague.doc)).toContain(long)
  colleague.close()
  expect([...complaints, ...failures]).toEqual([])
})
