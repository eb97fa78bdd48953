import type { Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openTogether,
  test,
  textOf,
  wordsIn,
} from '../support/writers.ts'

/** A picture of twelve by eight points, pasted as a camera's program leaves it on the clipboard. */
const pastePicture = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [12, 8]
    canvas.getContext('2d')?.fillRect(0, 0, 6, 8)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    const clipboardData = new DataTransfer()
    if (blob) clipboardData.items.add(new File([blob], 'схема.png', { type: 'image/png' }))
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.ProseMirror')?.dispatchEvent(event)
  })

const drawnWidth = (page: Page) =>
  textOf(page)
    .locator('figure img')
    .evaluate((image: HTMLImageElement) => image.naturalWidth)

test('what two schools put into a text, both see, and so does who only reads', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools, 'note')
  const { one, other } = await openTogether(browser, schools, paper)
  const { page } = one
  const [hers, theirs] = [textOf(page), textOf(other.page)]
  await hers.click()

  // By a slash, in either language, with the keyboard alone.
  await page.keyboard.type('# Теорема Виета\nПеред решением /важ')
  await expect(page.getByRole('option', { name: 'Выноска: важно' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type('проверьте дискриминант, см. https://school.example/viet, \n\n/formula')
  await expect(page.getByRole('option', { name: 'Формула в строке' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel('Запись в LaTeX').fill('x_1+x_2=-p')
  await page.getByRole('button', { name: 'Готово' }).click()
  await expect(theirs.locator('[data-type=callout][data-tone=important]')).toContainText('дискриминант')
  await expect(theirs.locator('a[href="https://school.example/viet"]')).toHaveText(
    'https://school.example/viet',
  )
  await expect(theirs.locator('[data-type=mathBlock] math')).toBeAttached()

  // A picture goes to the server first; the colleague gets it from there.
  await hers.locator('p').last().click()
  await pastePicture(page)
  await page.getByLabel('Что на рисунке').fill('Корни на прямой')
  await page.getByRole('button', { name: 'Готово' }).click()
  await expect(theirs.locator('figure img')).toHaveAttribute('alt', 'Корни на прямой')
  await expect.poll(() => drawnWidth(other.page)).toBe(12)

  // A table: both write in it, one moves and sorts its rows.
  await page.keyboard.type('/таб')
  await expect(page.getByRole('option', { name: 'Таблица' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  for (const word of ['Класс', 'Школа', 'Число', '9', 'Кедровская', '2', '10', 'Гимназия', '1']) {
    await page.keyboard.type(word)
    if (word !== '1') await page.keyboard.press('Tab')
  }
  await expect(cellOf(other.page, 2, 1)).toHaveText(/Гимназия$/)
  await cellOf(other.page, 1, 2).click()
  await other.page.keyboard.type('5')
  await expect(cellOf(page, 1, 2)).toHaveText(/25|52/)
  await cellOf(page, 2, 0).click()
  await page.keyboard.press('Alt+ArrowUp')
  // A colleague's caret stands in the cell with signs of no width.
  await expect(cellOf(other.page, 1, 0)).toHaveText(/10$/)
  await page.getByRole('button', { name: 'Таблица', exact: true }).click()
  await page.getByRole('button', { name: 'Сортировать А–Я' }).click()
  await expect(cellOf(other.page, 1, 0)).toHaveText(/9$/)
  await page.getByRole('button', { name: 'Жёлтый' }).click()
  await expect(theirs.locator('[data-tint=yellow]')).toHaveCount(1)
  await page.keyboard.press('Escape')

  // Found, replaced, and taken back at one press.
  await cellOf(page, 1, 1).click()
  await page.keyboard.press('Control+f')
  await page.getByLabel('Найти', { exact: true }).fill('кедровская')
  await page.getByLabel('Заменить на').fill('Кедровская СОШ')
  await page.getByRole('button', { name: 'Заменить все' }).click()
  await expect.poll(() => wordsIn(cellOf(other.page, 1, 1))).toBe('Кедровская СОШ')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect.poll(() => wordsIn(cellOf(other.page, 1, 1))).toBe('Кедровская')
  await expectStatus(page, 'saved', 'merged')

  // Who only reads has it all without an editor.
  const reader = await openAs(browser, schools, schools.observer)
  await reader.page.goto(`/documents/${paper}`)
  await expect(reader.page.locator('.text [data-type=mathBlock] math')).toBeAttached()
  await expect
    .poll(() => reader.page.locator('.text img').evaluate((i: HTMLImageElement) => i.naturalWidth))
    .toBe(12)
  await expect(reader.page.locator('.text td[data-tint=yellow], .text th[data-tint=yellow]')).toHaveCount(1)
  await expect(reader.page.getByRole('note', { name: 'Важно' })).toContainText('дискриминант')
  expect([...one.failures, ...other.failures, ...reader.failures]).toEqual([])
})
