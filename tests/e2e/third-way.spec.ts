import type { BrowserContext } from '@playwright/test'
import { expect, test } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  statusOf,
  textOf,
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

/** From now on the page is one that an older Krug made, as far as the server can tell. */
const growOld = async (context: BrowserContext) => {
  await context.route('**/socket.io/**', (route, request) =>
    route.continue({ postData: request.postData()?.replace(/"schema":\d+/, '"schema":0') ?? null }),
  )
  await context.route(/\/api\/documents\/[^/]+\/sync/, (route, request) =>
    route.continue({ url: request.url().replace(/schema=\d+/, 'schema=0') }),
  )
}

test('X3: a page older than the server becomes read-only, its words arrive, and reloading mends it', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const paper = await aPaper(schools)
  const near = await openAs(browser, schools, schools.sokolovskaya)
  const { context, page, failures } = await openAs(browser, schools, schools.zhdanova, {
    withoutWebSocket: true,
  })
  await Promise.all([openPaper(near.page, paper), openPaper(page, paper)])
  const LINES = /\/socket\.io\/|\/api\/documents\/[^/]+\/sync/
  await context.route(LINES, (route) => route.abort())
  await expectStatus(page, 'offline')
  await writeInCell(page, 2, 1, 'Написано до обновления')
  await growOld(context)
  await context.unroute(LINES)

  await expectStatus(page, 'olderClient')
  await expect(statusOf(page)).toHaveText(/^Круг обновился\. Перезагрузите страницу, чтобы править дальше\./)
  await expect(textOf(page)).toHaveAttribute('contenteditable', 'false')
  await expect(cellOf(near.page, 2, 1)).toContainText('Написано до обновления', patience)
  await expect(statusOf(page)).toHaveText(
    'Круг обновился. Перезагрузите страницу, чтобы править дальше.',
    patience,
  )

  await context.unrouteAll()
  await page.getByRole('button', { name: 'Перезагрузить' }).click()
  await expectStatus(page, 'saved')
  await writeInCell(page, 2, 1, ' и после')
  await expect(cellOf(near.page, 2, 1)).toContainText('Написано до обновления и после')
  expect(failures).toEqual([])
})
