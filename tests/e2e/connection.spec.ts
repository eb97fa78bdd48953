import { expect, test } from '../support/e2e.ts'
import { axeFaults } from '../support/pages.ts'
import { startProxy } from '../support/proxy.ts'
import { aPaper, openAs, statusOf, twoSchools, writeInCell, type Schools } from '../support/writers.ts'

let schools: Schools

test.beforeAll(async ({ empty }) => {
  schools = await twoSchools(empty)
})

/** A line is watched for half a minute. */
const patience = { timeout: 60_000 }

test('on a free network the passport finds every way open, by the keyboard and as text', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const { context, page, failures } = await openAs(browser, schools, schools.zhdanova)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/me')
  await page.getByRole('link', { name: 'Паспорт подключения' }).press('Enter')
  await expect(page.getByText('Всё проходит. Правки видны коллегам сразу.').first()).toBeVisible(patience)
  for (const way of ['page', 'request', 'native'])
    await expect(page.locator(`[data-way="${way}"]`)).toHaveAttribute('data-result', 'works')
  for (const way of ['polling', 'websocket'])
    await expect(page.locator(`[data-way="${way}"]`)).toHaveText(
      /^Проходит, \d+ мс\. Держится 30 с и дольше$/,
    )
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Скопировать' }).press('Enter')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('Основной канал (WebSocket): Проходит')
  expect(text).toContain('Ни о чём: всё, что нужно, проходит.')
  expect(failures).toEqual([])
})

test('where WebSocket is cut and long requests are refused, it says so and what to ask for', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const proxy = await startProxy(schools.url, { cutsAfter: 3_000, bodyMax: 100_000 })
  const { page } = await openAs(browser, { ...schools, url: proxy.url }, schools.zhdanova)
  await page.goto('/connection')
  await expect(page.locator('[data-way="websocket"]')).toHaveText(/обрывается через [34] с/, patience)
  await expect(page.locator('[data-way="request"]')).toHaveText('Такие длинные запросы не проходят')
  await expect(
    page.getByText(/Не обрывайте WebSocket к localhost:\d+: сейчас он живёт [34] с\./).first(),
  ).toBeVisible(patience)
  await expect(page.getByText(/Круг работает через запасной канал/).first()).toBeVisible(patience)
  await proxy.stop()
})

test('from the line under a document that does not get through, one step leads there', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket: true })
  await page.goto(`/documents/${paper}`)
  await expect(statusOf(page)).toContainText('Связь через запасной канал', patience)
  await writeInCell(page, 2, 1, 'Медленно')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Проверить связь' }).click()
  const passport = await opened
  await expect(passport.locator('[data-way="websocket"]')).toHaveText('Не проходит', patience)
  await expect(passport.getByText(/Разрешите WebSocket к /).first()).toBeVisible(patience)
  expect(new URL(passport.url()).pathname).toBe('/connection')
})
