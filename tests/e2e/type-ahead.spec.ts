import { expect } from '../support/e2e.ts'
import { aPaper, cellOf, expectStatus, openAs, openPaper, test, writeInCell } from '../support/writers.ts'

test('over a slow line what is typed after a key that opens something goes there, not into the text', async ({
  browser,
  schools,
}) => {
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(page, await aPaper(schools))
  await writeInCell(page, 2, 1, 'Сложите их и сравните')
  await expectStatus(page, 'saved')
  await page.route('**/_app/immutable/**', async (route) => {
    await new Promise((done) => setTimeout(done, 700))
    await route.continue()
  })

  await page.keyboard.press('Control+f')
  await page.keyboard.type('сложите')
  const sought = page.getByRole('search').getByLabel('Найти', { exact: true })
  await expect(sought).toHaveValue('сложите')
  await expect(sought).toBeFocused()
  await page.keyboard.type(' их')
  await expect(sought).toHaveValue('сложите их')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('не то')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Виета')
  const field = page.getByRole('dialog', { name: 'Поиск' }).getByRole('combobox')
  await expect(field).toHaveValue('Виета')
  await page.keyboard.type(' и Гаусс')
  await expect(field).toHaveValue('Виета и Гаусс')
  await page.keyboard.press('Escape')

  // The caret is back where it was, and the words are what they were.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('!')
  await expect(cellOf(page, 2, 1)).toContainText('Сложите их!')
  await expect(cellOf(page, 2, 1)).toContainText('и сравните')
  expect(failures).toEqual([])
})
