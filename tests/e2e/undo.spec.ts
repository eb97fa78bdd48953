import { expect } from '../support/e2e.ts'
import { aPaper, cellOf, openAs, openPaper, textOf, test, writeInCell } from '../support/writers.ts'

test('what was undone in a lesson plan comes back with Ctrl+Y, cell and paragraph alike, and stays after a reload', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(page, paper)
  await writeInCell(page, 4, 1, 'Решаем уравнение вместе')
  // What is written within half a second is one step for undo.
  await page.waitForTimeout(700)
  await textOf(page).locator('> p').last().click()
  await page.keyboard.type('Выводы урока')
  const [inCell, below] = [cellOf(page, 4, 1), textOf(page).locator('> p').last()]

  await page.keyboard.press('Control+z')
  await expect(below).not.toContainText('Выводы урока')
  await page.keyboard.press('Control+z')
  await expect(inCell).not.toContainText('Решаем уравнение вместе')
  await page.keyboard.press('Control+y')
  await expect(inCell).toContainText('Решаем уравнение вместе')
  await page.keyboard.press('Control+y')
  await expect(below).toContainText('Выводы урока')

  await openPaper(page, paper)
  await expect(inCell).toContainText('Решаем уравнение вместе')
  await expect(below).toContainText('Выводы урока')
  expect(failures).toEqual([])
})
