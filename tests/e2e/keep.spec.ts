import type { BrowserContext, Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  becomes,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  statusOf,
  test,
  wordsIn,
  writeInCell,
} from '../support/writers.ts'

test.beforeEach(async ({ schools }) => {
  const answer = await schools.zhdanova.signed.send('PUT', '/me/device', { own: true })
  expect(answer.ok).toBe(true)
})

/** Ends the page as a dead machine would: nothing in it runs any more, not even its farewell. */
const kill = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // Nobody is left to answer the call.
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

/** The pages come, the room does not: no WebSocket, and what goes by polling or by single requests is cut on its way. */
const ROOMS = /\/socket\.io\/|\/api\/documents\/[^/]+\/sync/
const cutRooms = (context: BrowserContext) => context.route(ROOMS, (route) => route.abort())
const mendRooms = (context: BrowserContext) => context.unroute(ROOMS)

test('what the line calls kept on her own computer outlives a killed tab, and goes at sign-out', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova, {
    withoutWebSocket: true,
    serviceWorkers: 'block',
  })
  await openPaper(page, paper)
  await context.setOffline(true)
  const words = 'Два варианта по четыре уравнения'
  await writeInCell(page, 6, 1, words)
  await expectStatus(page, 'offline')
  await expect(statusOf(page)).toHaveText(`Нет связи. ${words.length} правки хранятся на этом компьютере.`)
  await kill(page)

  await context.setOffline(false)
  await cutRooms(context)
  const again = await context.newPage()
  await again.goto(`/documents/${paper}`)
  await expectStatus(again, 'offline')
  await expect(statusOf(again)).toHaveText(`Нет связи. ${words.length} правки хранятся на этом компьютере.`)
  await expect.poll(() => wordsIn(cellOf(again, 6, 1))).toBe(words)

  await mendRooms(context)
  await expectStatus(again, 'saved', 'merged')
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  await expect.poll(() => wordsIn(cellOf(reader.page, 6, 1))).toBe(words)

  const kept = () =>
    again.evaluate(async (id) => {
      const databases = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
      return [...databases, JSON.stringify(localStorage)].filter((text) => text.includes(id)).length
    }, paper)
  expect(await kept()).toBeGreaterThan(0)
  await again.goto('/me')
  await again.getByRole('button', { name: /Жданова/ }).click()
  await again.getByRole('menuitem', { name: 'Выйти' }).click()
  await expect(again).toHaveURL(/sign-in/)
  expect(await kept()).toBe(0)
})

test('what one tab wrote without connection is not forgotten because another is done', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket: true })
  await openPaper(page, paper)
  const other = await context.newPage()
  await openPaper(other, paper)
  await cutRooms(context)
  await Promise.all([expectStatus(page, 'offline'), expectStatus(other, 'offline')])
  await writeInCell(page, 6, 1, 'слово')
  await expect(statusOf(page)).toHaveText('Нет связи. 5 правок хранятся на этом компьютере.')
  await writeInCell(other, 5, 1, 'иное')
  await expect(statusOf(other)).toHaveText('Нет связи. 4 правки хранятся на этом компьютере.')
  await page.close()
  await mendRooms(context)
  await expectStatus(other, 'saved', 'merged')

  const asked: string[] = []
  other.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  const signOut = async () => {
    await other.getByRole('button', { name: /Жданова/ }).click()
    await other.getByRole('menuitem', { name: 'Выйти' }).click()
  }
  await other.goto('/me')
  await signOut()
  await expect.poll(() => asked.join()).toContain('5 правок')
  await openPaper(other, paper)
  await expectStatus(other, 'saved', 'merged')
  expect(await wordsIn(cellOf(other, 6, 1))).toBe('слово')
  await signOut()
  await expect(other).toHaveURL(/sign-in/)
  expect(asked).toHaveLength(1)
})

test('not one letter is lost when the tab dies right after it was typed', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  // A crashed page takes its service worker with it, and the test's browser waits for that one for ever.
  const { context, page } = await openAs(browser, schools, schools.zhdanova, { serviceWorkers: 'block' })
  await openPaper(page, paper)
  let tab = page
  let typed = ''
  for (const words of ['Раз, два, три', ', четыре, пять', ', шесть, семь']) {
    await cellOf(tab, 3, 2).locator('p').last().click()
    await context.setOffline(true)
    await tab.keyboard.press('End')
    await tab.keyboard.type(words)
    await kill(tab)
    typed += words
    await context.setOffline(false)
    tab = await context.newPage()
    await openPaper(tab, paper)
    await expect.poll(() => wordsIn(cellOf(tab, 3, 2))).toBe(typed)
  }
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  await expect.poll(() => wordsIn(cellOf(reader.page, 3, 2))).toBe(typed)
})

test('two people in one browser: what one writes without connection waits for her alone', async ({
  browser,
  schools,
}) => {
  const answer = await schools.sokolovskaya.signed.send('PUT', '/me/device', { own: true })
  expect(answer.ok).toBe(true)
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket: true })
  await openPaper(page, paper)
  await becomes(context, schools, schools.sokolovskaya)
  const other = await context.newPage()
  await openPaper(other, paper)
  await cutRooms(context)
  await Promise.all([expectStatus(page, 'offline'), expectStatus(other, 'offline')])

  const words = 'Видно только мне'
  await writeInCell(page, 6, 1, words)
  await expect(statusOf(page)).toHaveText(/ хранятся на этом компьютере\.$/)
  expect(await wordsIn(cellOf(other, 6, 1))).not.toContain(words)
  await other.reload()
  await expectStatus(other, 'offline')
  expect(await wordsIn(cellOf(other, 6, 1))).not.toContain(words)
  const copies = await other.evaluate(async (id) => {
    const databases = await indexedDB.databases()
    return databases.flatMap(({ name }) => (name?.includes(id) ? [name.split(':')[1]] : []))
  }, paper)
  expect(new Set(copies)).toEqual(new Set([schools.zhdanova.id, schools.sokolovskaya.id]))

  // The line is back, and the session in this browser is the other's: nothing goes in under her name.
  await mendRooms(context)
  await expectStatus(other, 'saved', 'merged')
  await expectStatus(page, 'signedOut')
  await expect(statusOf(page)).toContainText('ждут здесь')
  expect(await wordsIn(cellOf(page, 6, 1))).toContain(words)
  expect(await wordsIn(cellOf(other, 6, 1))).not.toContain(words)

  await becomes(context, schools, schools.zhdanova)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expectStatus(page, 'saved', 'merged')
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  await expect.poll(() => wordsIn(cellOf(reader.page, 6, 1))).toContain(words)
})

test('a document of her own computer opens cold without connection, is written in, and goes with the sign-out', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, paper)
  const kept = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem('krug-pages') ?? '[]') as { path: string }[])
  await expect.poll(async () => (await kept()).map(({ path }) => path)).toEqual([`/documents/${paper}`])
  await page.close()

  await context.setOffline(true)
  const cold = await context.newPage()
  await cold.goto(`/documents/${paper}`)
  await expectStatus(cold, 'offline')
  await writeInCell(cold, 6, 1, 'Без связи')
  await expect(statusOf(cold)).toHaveText(/хранятся на этом компьютере/)
  const elsewhere = await context.newPage()
  await elsewhere.goto('/participation')
  await expect(elsewhere.getByRole('heading', { name: 'На этом компьютере' })).toBeVisible()
  await expect(elsewhere.locator(`main a[href="/documents/${paper}"]`)).toBeVisible()
  await elsewhere.close()

  await context.setOffline(false)
  await expectStatus(cold, 'saved', 'merged')
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  await expect.poll(() => wordsIn(cellOf(reader.page, 6, 1))).toBe('Без связи')

  await cold.goto('/')
  await cold.getByRole('button', { name: 'Сменить пользователя' }).click()
  await cold.waitForURL(/sign-in/)
  expect(await cold.evaluate(async () => [await caches.keys(), localStorage.getItem('krug-pages')])).toEqual([
    [],
    null,
  ])
})

test('V8: after a purge the copy of before goes from this computer, too', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { page } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, paper)
  await writeInCell(page, 6, 1, 'Чего больше нет')
  await expectStatus(page, 'saved')
  const kept = () =>
    page.evaluate(async (id) => {
      const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
      const journals = Object.keys(localStorage)
      const listed = JSON.parse(localStorage.getItem('krug-kept') ?? '[]') as string[]
      const own = [...names, ...journals, ...listed].filter((name) => name.includes(id))
      return [...new Set(own.map((name) => /:(\d+)(:\d+)?$/.exec(name)?.[1]))]
    }, paper)
  expect(await kept()).toEqual(['1'])
  const purged = await schools.sokolovskaya.signed.send('POST', `/documents/${paper}/purge`)
  expect(purged.ok).toBe(true)
  await page.reload()
  await openPaper(page, paper)
  await expectStatus(page, 'saved')
  await expect.poll(kept).toEqual(['2'])
})
