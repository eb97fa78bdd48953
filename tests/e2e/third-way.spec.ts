import { expect, test } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  statusOf,
  twoSchools,
  wordsIn,
  writeInCell,
  type Schools,
} from '../support/writers.ts'

let schools: Schools

test.beforeAll(async ({ empty }) => {
  schools = await twoSchools(empty)
})

/** Ten seconds until a line is given up, fifteen until the next exchange, and some for a slow machine. */
const patience = { timeout: 45_000 }

test('X2: where nothing but single requests gets through, two schools write together all the same', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const paper = await aPaper(schools)
  const near = await openAs(browser, schools, schools.sokolovskaya)
  const far = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket: true })
  await far.context.route('**/socket.io/**', (route) => route.abort())
  await openPaper(near.page, paper)
  await far.page.goto(`/documents/${paper}`)
  await expect(statusOf(far.page)).toContainText('Обмен каждые 15 секунд', patience)

  await writeInCell(far.page, 2, 1, 'Пишу без сокета')
  await expect(statusOf(far.page)).toHaveText(
    /^\d+ прав(ка|ки|ок) ещё не на сервере\. Обмен каждые 15 секунд$/,
  )
  await expect(cellOf(near.page, 2, 1)).toContainText('Пишу без сокета', patience)
  await expect(statusOf(far.page)).toHaveText(/^Сохранено, \d\d:\d\d\. Обмен каждые 15 секунд$/, patience)

  await writeInCell(near.page, 2, 3, 'Вижу и отвечаю')
  await expect.poll(() => wordsIn(cellOf(far.page, 2, 3)), patience).toBe('Вижу и отвечаю')

  // The line comes back in the middle of a sentence.
  await cellOf(far.page, 3, 1).locator('p').last().click()
  await far.page.keyboard.type('Связь ')
  await far.context.unroute('**/socket.io/**')
  await far.page.keyboard.type('вернулась', { delay: 150 })
  await expectStatus(far.page, 'saved', 'merged')
  await expect(statusOf(far.page)).not.toContainText('Обмен каждые', patience)
  await expect.poll(() => wordsIn(cellOf(near.page, 3, 1)), patience).toBe('Связь вернулась')
  expect(far.failures).toEqual([])
})
