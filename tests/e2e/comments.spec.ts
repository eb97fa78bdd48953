import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import { axeFaults, overflowOf } from '../support/pages.ts'
import { aPlan, openPlan, planCell, rowsOf } from '../support/plans.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  openTogether,
  test,
  textOf,
  writeInCell,
} from '../support/writers.ts'

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Комментарии' })
const threads = (page: Page): Locator => panel(page).getByRole('article')
const marks = (page: Page): Locator => textOf(page).locator('.commented')

/** Selects the last words of a cell by the keyboard. */
const selectBack = async (page: Page, letters: number): Promise<void> => {
  for (let left = letters; left > 0; left--) await page.keyboard.press('Shift+ArrowLeft')
}

test('two schools talk about words by the keyboard: comment, reply, resolve, reopen; the words keep their mark', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { one, other } = await openTogether(browser, schools, paper)
  await writeInCell(one.page, 2, 1, 'Сложите их и сравните')
  await expectStatus(one.page, 'saved')

  await selectBack(one.page, 8)
  await one.page.keyboard.press('Control+Shift+KeyM')
  await expect(panel(one.page)).toContainText('сравните')
  await one.page.keyboard.type('Может, таблицу? @Жда')
  await expect(panel(one.page).getByRole('option')).toHaveText(/Жданова/)
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.press('Control+Enter')
  await expect(threads(one.page)).toContainText('@Жданова')
  await expect(marks(one.page)).toHaveText('сравните')
  // The caret is back in the text.
  await expect(textOf(one.page)).toBeFocused()

  // The other sees the mark come, presses it and answers.
  await expect(marks(other.page)).toHaveText('сравните')
  await expect(other.page.getByText('Новый комментарий: Соколовская')).toBeAttached()
  await marks(other.page).click()
  const reply = threads(other.page).getByRole('textbox', { name: 'Ответ' })
  await reply.fill('Попробую завтра')
  await reply.press('Control+Enter')
  await expect(threads(one.page)).toContainText('Попробую завтра')
  expect(await axeFaults(other.page)).toEqual([])

  // Whatever is written around them, and where a paragraph is cut, the words keep their mark.
  await cellOf(other.page, 2, 1).locator('p').click()
  await other.page.keyboard.press('Home')
  await other.page.keyboard.type('Сначала: ')
  for (let step = 0; step < 'Сложите '.length; step++) await other.page.keyboard.press('ArrowRight')
  await other.page.keyboard.press('Enter')
  for (const { page } of [one, other]) await expect(marks(page)).toHaveText('сравните')
  await one.page.reload()
  await expect(marks(one.page)).toHaveText('сравните')

  // Resolved by one, it leaves the text of both and is found again.
  await one.page.getByRole('button', { name: 'Комментарии: 1' }).click()
  await threads(one.page).getByRole('button', { name: 'Решено' }).click()
  await expect(marks(other.page)).toHaveCount(0)
  await panel(one.page).getByRole('button', { name: 'Решённые' }).click()
  await threads(one.page).getByRole('button', { name: 'Открыть снова' }).click()
  await expect(marks(other.page)).toHaveText('сравните')
  await one.page.keyboard.press('Escape')
  await expect(panel(one.page)).toHaveCount(0)
  await expect(one.page.getByRole('button', { name: 'Комментарии: 1' })).toBeFocused()
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('who is mentioned finds it on her first page, and is led to the words; answered, it is gone from there', async ({
  browser,
  schools,
}) => {
  const { one, other } = await openTogether(browser, schools, await aPaper(schools))
  await writeInCell(one.page, 2, 1, 'Сложите их и сравните')
  await expectStatus(one.page, 'saved')
  await selectBack(one.page, 8)
  // The line is slow and she is fast: what she types before the panel is there belongs to the comment all the same.
  await one.page.route('**/_app/immutable/**', async (route) => {
    await new Promise((done) => setTimeout(done, 700))
    await route.continue()
  })
  await one.page.keyboard.press('Control+Shift+KeyM')
  await one.page.keyboard.type('Может, таблицу? @Жда')
  await expect(panel(one.page).getByRole('option')).toHaveText(/Жданова/)
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.press('Control+Enter')
  await expect(threads(one.page)).toContainText('@Жданова')
  await expect(cellOf(one.page, 2, 1)).toContainText('Сложите их и сравните')

  const waiting = other.page.getByRole('region', { name: 'Ждут вашего ответа' })
  await other.page.goto('/')
  await expect(waiting).toContainText(/упомянула вас в документе.*Может, таблицу\?/s)
  expect(await axeFaults(other.page)).toEqual([])
  await waiting.getByRole('link', { name: /^ответить/ }).click()
  await expect(threads(other.page)).toContainText('Может, таблицу?')
  await expect(marks(other.page)).toHaveText('сравните')
  await expect(marks(other.page)).toHaveClass(/chosen/)
  const reply = threads(other.page).getByRole('textbox', { name: 'Ответ' })
  await reply.fill('Попробую завтра')
  await reply.press('Control+Enter')
  await expect(threads(one.page)).toContainText('Попробую завтра')
  await other.page.goto('/')
  await expect(other.page.getByRole('heading', { name: 'Сегодня' })).toBeVisible()
  await expect(waiting).toHaveCount(0)
})

test('who may only comment talks about words she reads and writes none of them, on a phone too', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const writer = await openAs(browser, schools, schools.sokolovskaya)
  const phone = { viewport: { width: 390, height: 844 } }
  const reader = await openAs(browser, schools, schools.observer, phone)
  await openPaper(writer.page, paper)
  await writeInCell(writer.page, 6, 1, 'Самоконтроль')
  await expectStatus(writer.page, 'saved')
  await reader.page.goto(`/documents/${paper}`)
  await expectStatus(reader.page, 'readOnly')
  await reader.page.getByText('Самоконтроль', { exact: true }).dblclick({ position: { x: 12, y: 9 } })
  await reader.page.keyboard.press('Control+Shift+KeyM')
  await expect(panel(reader.page)).toContainText('Самоконтроль')
  await reader.page.getByRole('textbox', { name: 'Комментарий' }).fill('Кто его проводит?')
  await reader.page.getByRole('button', { name: 'Отправить' }).click()
  await expect(marks(writer.page)).toHaveText('Самоконтроль')
  await expect(reader.page.locator('.text .commented')).not.toHaveCount(0)
  expect(await axeFaults(reader.page)).toEqual([])
  expect(await overflowOf(reader.page)).toBeNull()

  // The writer deletes the words: the talk stays, and says so.
  await marks(writer.page).click()
  await expect(panel(writer.page)).toContainText('Кто его проводит?')
  await marks(writer.page).dblclick()
  await writer.page.keyboard.press('Delete')
  await expect(panel(writer.page)).toContainText('Этих слов в документе больше нет')
  await expect(threads(writer.page)).toContainText('Кто его проводит?')
  expect([...writer.failures, ...reader.failures]).toEqual([])
})

test('two schools talk about a cell of their plan: comment, reply, resolve', async ({ browser, schools }) => {
  const plan = await aPlan(schools, ['Открытый урок', 'Семинар', 'Обмен тетрадями'])
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  for (const { page } of [one, other]) await openPlan(page, plan)
  const marked = ({ page }: typeof one) => page.locator('[data-comments]')

  await planCell(one.page, 2, 'period').click()
  await one.page.keyboard.press('Escape')
  await one.page.keyboard.press('Control+Shift+KeyM')
  await expect(panel(one.page)).toContainText('Семинар')
  await one.page.keyboard.type('Успеем до каникул?')
  await one.page.keyboard.press('Control+Enter')
  await expect(threads(one.page)).toContainText('Успеем до каникул?')

  // The other sees whose row it is, presses it and answers.
  await expect(marked(other)).toHaveCount(1)
  expect(await marked(other).getAttribute('data-column')).toBe('period')
  await expect(rowsOf(other.page).nth(1).locator('[data-comments]')).toHaveCount(1)
  // The press leaves her in the plan: keys go on doing there what they did.
  await marked(other).click()
  await expect(panel(other.page)).toBeVisible()
  await expect(planCell(other.page, 2, 'period')).toBeFocused()
  const reply = threads(other.page).getByRole('textbox', { name: 'Ответ' })
  await reply.fill('Успеем')
  await reply.press('Control+Enter')
  await expect(threads(one.page)).toContainText('Успеем')
  expect(await axeFaults(other.page)).toEqual([])

  await threads(one.page).getByRole('button', { name: 'Решено' }).click()
  for (const who of [one, other]) await expect(marked(who)).toHaveCount(0)
  expect([...one.failures, ...other.failures]).toEqual([])
})
