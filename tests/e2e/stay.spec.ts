import type { Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  test,
  wordsIn,
  writeInCell,
} from '../support/writers.ts'

const toDocuments = (page: Page) => page.getByRole('link', { name: 'Документы', exact: true }).first().click()
/** By steps inside Krug, so that going back is one too. */
const openDocuments = async (page: Page, paper: string) => {
  await openPaper(page, paper)
  await toDocuments(page)
  await expect(page).toHaveURL(/\/documents$/)
}
const toCommunities = (page: Page) =>
  page.getByRole('link', { name: 'Сообщества', exact: true }).first().click()
const alertOf = (page: Page, words: RegExp) => page.getByRole('alert').filter({ hasText: words })

test('on a shared computer without connection a link inside Krug loses nothing, and says why it stays', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { context, page } = await openAs(browser, schools, schools.zhdanova)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type())
    void dialog.accept()
  })
  await openDocuments(page, paper)
  await page.locator(`a[href="/documents/${paper}"]`).first().click()
  await expectStatus(page, 'saved')
  await context.setOffline(true)
  await writeInCell(page, 2, 1, 'Не потерять')
  await expectStatus(page, 'offline')

  await toDocuments(page)
  await expect(alertOf(page, /^Нет связи: правки есть только в этой вкладке/)).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`/documents/${paper}$`))
  expect(await wordsIn(cellOf(page, 2, 1))).toBe('Не потерять')
  await writeInCell(page, 2, 1, ' и дописать')

  await context.setOffline(false)
  await expectStatus(page, 'saved', 'merged')
  await toDocuments(page)
  await expect(page).toHaveURL(/\/documents$/)
  expect(dialogs).toEqual([])
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  expect(await wordsIn(cellOf(reader.page, 2, 1))).toBe('Не потерять и дописать')
})

test('without connection a page stays instead of the browser’s error, and goes on when it is back', async ({
  browser,
  schools,
}) => {
  const { context, page } = await openAs(browser, schools, schools.zhdanova)
  await openDocuments(page, await aPaper(schools))
  await toCommunities(page)
  await expect(page).toHaveURL(/\/communities$/)
  await context.setOffline(true)
  await toDocuments(page)
  await expect(alertOf(page, /^Нет связи: другую страницу сейчас не открыть/)).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/\/communities$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Сообщества')
  await context.setOffline(false)
  await page.goBack()
  await expect(page).toHaveURL(/\/documents$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Документы')
})

test('a browser that only believes itself offline goes where it is sent', async ({ browser, schools }) => {
  const { page } = await openAs(browser, schools, schools.zhdanova)
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }))
  await openDocuments(page, await aPaper(schools))
  await toCommunities(page)
  await expect(page).toHaveURL(/\/communities$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/documents$/)
})
