import type { Page } from '@playwright/test'
import { readRows } from 'db/queries/log'
import { expect } from '../support/e2e.ts'
import {
  aPlan,
  beginTyping,
  expectEqualPlans,
  openPlan,
  planCell,
  planOf,
  rowsOf,
  rowsOnServer,
  setStatus,
  titlesOf,
  writeInPlan,
} from '../support/plans.ts'
import { expectStatus, openAs, statusOf, test } from '../support/writers.ts'

const TITLES = ['Встреча команд', 'Общая диагностика', 'Открытые уроки']

for (const withoutWebSocket of [false, true]) {
  const way = withoutWebSocket ? ', one of them where no WebSocket gets through' : ''

  test(`two schools fill one plan at once${way}`, async ({ browser, schools }) => {
    const plan = await aPlan(schools, TITLES)
    const one = await openAs(browser, schools, schools.sokolovskaya)
    const other = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket })
    await Promise.all([openPlan(one.page, plan), openPlan(other.page, plan)])

    // Neighbouring cells of one row.
    await Promise.all([beginTyping(one.page, 1, 'title'), beginTyping(other.page, 1, 'result')])
    await Promise.all([one.page.keyboard.type(' двух школ'), other.page.keyboard.type('Карта затруднений')])
    for (const { page } of [one, other]) {
      await expect(planCell(page, 1, 'title')).toContainText('Встреча команд двух школ')
      await expect(planCell(page, 1, 'result')).toContainText('Карта затруднений')
    }
    await expect(planCell(other.page, 1, 'title').locator('.flag')).toHaveText('Соколовская · Гимназия № 1')
    await expect(planCell(one.page, 1, 'result').locator('.flag')).toHaveText('Жданова · Кедровская СОШ')
    await expect(planCell(one.page, 1, 'result')).toHaveAttribute(
      'aria-description',
      /^правит Жданова\sЕ\.\sИ\., Кедровская СОШ$/,
    )

    // The same cell, letter by letter.
    await one.page.keyboard.press('Escape')
    await Promise.all([beginTyping(one.page, 2, 'title'), beginTyping(other.page, 2, 'title')])
    await Promise.all([
      one.page.keyboard.type('аааааааааааааааааааа'),
      other.page.keyboard.type('бббббббббббббббббббб'),
    ])
    await expectEqualPlans(one.page, other.page)
    const together = (await titlesOf(one.page))[1]
    // Each run of letters is whole: a caret moves with what the other writes before it.
    expect(together).toMatch(/^Общая диагностика/)
    expect(together).toContain('а'.repeat(20))
    expect(together).toContain('б'.repeat(20))
    expect([...one.failures, ...other.failures]).toEqual([])
  })

  test(`what both did without connection is all there afterwards, without a question${way}`, async ({
    browser,
    schools,
  }) => {
    const plan = await aPlan(schools, TITLES)
    const one = await openAs(browser, schools, schools.sokolovskaya, { withoutWebSocket })
    const other = await openAs(browser, schools, schools.zhdanova)
    const dialogs: string[] = []
    for (const { page } of [one, other]) page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await Promise.all([openPlan(one.page, plan), openPlan(other.page, plan)])

    await one.context.setOffline(true)
    await writeInPlan(one.page, 1, 'title', ' в автобусе')
    await setStatus(one.page, 3, 'в работе')
    await expectStatus(one.page, 'offline')
    await expect(statusOf(one.page)).toHaveText(/^Нет связи\. \d+ прав(ка|ки|ок) только в этой вкладке/)
    await addRow(one.page, 'Записано без связи')
    await writeInPlan(other.page, 1, 'title', ' в школе')
    await moveRow(other.page, 3, 'ArrowUp')
    await expectStatus(other.page, 'saved')
    await one.context.setOffline(false)

    await expectStatus(one.page, 'merged', 'saved')
    await expect(rowsOf(other.page)).toHaveCount(4)
    await expectEqualPlans(one.page, other.page)
    const titles = await titlesOf(other.page)
    expect(titles[0]).toMatch(/^Встреча команд/)
    expect(titles[0]).toContain(' в автобусе')
    expect(titles[0]).toContain(' в школе')
    expect(titles.slice(1)).toEqual(['Открытые уроки', 'Общая диагностика', 'Записано без связи'])
    await expect(planCell(other.page, 2, 'status')).toContainText('в работе')
    expect(dialogs).toEqual([])
    expect([...one.failures, ...other.failures]).toEqual([])
  })
}

test('who comes back is told which rows colleagues changed, and is shown them', async ({
  browser,
  schools,
}) => {
  const titles = Array.from({ length: 40 }, (_, index) => `Занятие ${index + 1}`)
  const plan = await aPlan(schools, titles)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  await Promise.all([openPlan(one.page, plan), openPlan(other.page, plan)])
  await one.context.setOffline(true)
  await expectStatus(one.page, 'offline')
  await writeInPlan(other.page, 38, 'title', ' в школе')
  await expectStatus(other.page, 'saved')
  await one.context.setOffline(false)

  await expect(statusOf(one.page)).toHaveText(/коллеги изменили пункт № 38\.$/)
  await expect(planCell(one.page, 38, 'title')).not.toBeInViewport()
  await one.page.getByRole('button', { name: 'Показать', exact: true }).click()
  await expect(planCell(one.page, 38, 'title')).toBeInViewport()
  await expectStatus(one.page, 'saved')
})

/** Adds a row at the end by the button above the table. */
const addRow = async (page: Page, title: string) => {
  await page.getByRole('button', { name: 'Пункт плана', exact: true }).click()
  await expect(page.locator('[data-column="title"] textarea')).toBeFocused()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}
const moveRow = async (page: Page, row: number, key: 'ArrowUp' | 'ArrowDown') => {
  await planCell(page, row, 'title').click()
  await page.keyboard.press(`Alt+${key}`)
}

test('rows are added, moved and given a status by both at once, and stand alike after a reload', async ({
  browser,
  schools,
}) => {
  const plan = await aPlan(schools, TITLES)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  await Promise.all([openPlan(one.page, plan), openPlan(other.page, plan)])

  await Promise.all([addRow(one.page, 'Семинар гимназии'), addRow(other.page, 'Семинар школы')])
  for (const { page } of [one, other]) await expect(rowsOf(page)).toHaveCount(5)
  await Promise.all([moveRow(one.page, 1, 'ArrowDown'), setStatus(other.page, 3, 'в работе')])
  for (const { page } of [one, other]) {
    await expect(planCell(page, 2, 'title')).toContainText('Встреча команд')
    await expect(planCell(page, 3, 'status')).toContainText('в работе')
  }
  await Promise.all([setStatus(one.page, 1, 'в работе'), moveRow(other.page, 3, 'ArrowUp')])
  await expectEqualPlans(one.page, other.page)
  const titles = await titlesOf(one.page)
  expect(titles.slice(0, 3)).toEqual(['Общая диагностика', 'Открытые уроки', 'Встреча команд'])
  expect(titles.slice(3).sort()).toEqual(['Семинар гимназии', 'Семинар школы'])
  expect((await planOf(one.page)).map(([number]) => number)).toEqual(['1', '2', '3', '4', '5'])

  const before = await planOf(one.page)
  await one.page.reload()
  await expect(one.page.getByRole('grid')).toBeVisible()
  await expect.poll(() => planOf(one.page)).toEqual(before)
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('she undoes her own changes and nobody else’s', async ({ browser, schools }) => {
  const plan = await aPlan(schools, TITLES)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  await Promise.all([openPlan(one.page, plan), openPlan(other.page, plan)])
  await setStatus(one.page, 2, 'в работе')
  await writeInPlan(one.page, 1, 'title', ' моё')
  await expect(planCell(other.page, 1, 'title')).toHaveText('Встреча команд моё')
  await writeInPlan(other.page, 1, 'title', ' её')
  await writeInPlan(other.page, 3, 'title', ' её')
  await expect(planCell(one.page, 3, 'title')).toContainText('Открытые уроки её')

  await planCell(one.page, 2, 'number').click()
  await one.page.keyboard.press('Control+z')
  await expect(planCell(other.page, 1, 'title')).toHaveText('Встреча команд её')
  await one.page.keyboard.press('Control+z')
  await expect(planCell(other.page, 2, 'status')).toContainText('запланировано')
  // Nothing of hers is left to undo: what the colleague wrote stays.
  await one.page.keyboard.press('Control+z')
  await one.page.keyboard.press('Control+y')
  await expect(planCell(other.page, 2, 'status')).toContainText('в работе')
  await expect(planCell(other.page, 3, 'title')).toHaveText('Открытые уроки её')
  await expectEqualPlans(one.page, other.page)
})

test('a reader sees the plan live and has nothing to change it with', async ({ browser, empty, schools }) => {
  const plan = await aPlan(schools, TITLES)
  const rowsInLog = async () => (await readRows(empty.db, plan, 0)).length
  const before = await rowsInLog()
  const writer = await openAs(browser, schools, schools.sokolovskaya)
  const reader = await openAs(browser, schools, schools.observer)
  await openPlan(writer.page, plan)
  await reader.page.goto(`/documents/${plan}`)
  await expectStatus(reader.page, 'readOnly')
  await expect(reader.page.getByRole('cell', { name: 'Общая диагностика' })).toBeVisible()
  await expect(reader.page.getByRole('grid')).toHaveCount(0)
  await expect(reader.page.getByRole('button', { name: 'Пункт плана', exact: true })).toHaveCount(0)
  await reader.page.getByRole('cell', { name: 'Общая диагностика' }).dblclick()
  await reader.page.keyboard.type('не должно появиться')
  await reader.page.keyboard.press('Control+Enter')
  await reader.page.keyboard.press('Delete')
  expect(await rowsInLog()).toBe(before)

  await writeInPlan(writer.page, 2, 'title', ' в сентябре')
  await expect(reader.page.getByRole('cell', { name: 'Общая диагностика в сентябре' })).toBeVisible()
  await expectStatus(writer.page, 'saved')
  expect(await titlesOf(writer.page)).toEqual([
    'Встреча команд',
    'Общая диагностика в сентябре',
    'Открытые уроки',
  ])
  expect([...writer.failures, ...reader.failures]).toEqual([])
})

/** Where the keyboard stands: «2 title». */
const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const cell = document.activeElement?.closest<HTMLElement>('[data-column]')
    const number = cell?.closest('[data-row]')?.getAttribute('aria-rowindex')
    return cell && number ? `${number} ${cell.dataset['column']}` : ''
  })

test('the whole plan can be kept without a mouse', async ({ browser, schools }) => {
  const plan = await aPlan(schools, TITLES)
  const { page, failures } = await openAs(browser, schools, schools.zhdanova)
  await openPlan(page, plan)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const stands = (place: string) => expect.poll(() => focusOf(page)).toBe(place)

  // One stop of the Tab key, then arrows.
  for (let stop = 0; stop < 60 && (await focusOf(page)) === ''; stop += 1) await press('Tab')
  await stands('1 title')
  await press('ArrowDown', 'ArrowRight')
  await stands('2 period')
  await press('Control+Home')
  await stands('1 number')
  await press('Control+End')
  await stands('3 evidence')
  await press('Home', 'ArrowRight', 'ArrowRight')
  await stands('3 title')

  // A sign typed on a cell replaces what stands there; however often the connection speaks meanwhile, typing goes on.
  await press('Control+Home', 'ArrowRight', 'ArrowRight')
  await press('1')
  await page.keyboard.type('-я')
  await expectStatus(page, 'saved')
  await page.keyboard.type(' встреча')
  await expectStatus(page, 'saved')
  await press('Enter')
  await stands('2 title')
  await expect(planCell(page, 1, 'title')).toHaveText('1-я встреча')
  await press('ArrowDown')

  // Typing: Escape takes it back, Enter keeps it and goes down, Tab goes on to the next cell.
  await press('F2')
  await page.keyboard.type(' зря')
  await press('Escape')
  await stands('3 title')
  await expect(planCell(page, 3, 'title')).toHaveText('Открытые уроки')
  await press('ArrowUp', 'Enter')
  await page.keyboard.type(' в обеих школах')
  await press('Enter')
  await stands('3 title')
  await expect(planCell(page, 2, 'title')).toHaveText('Общая диагностика в обеих школах')
  await press('Enter', 'Tab')
  await expect(page.getByRole('textbox', { name: 'Срок' })).toBeFocused()
  await page.keyboard.type('05.10–30.11')
  await press('Enter')
  await stands('3 period')
  await expect(planCell(page, 3, 'period')).toHaveText('05.10–30.11')

  // A digit on the cell begins a date anew; a status is chosen from its list.
  await press('ArrowUp')
  await page.keyboard.type('17.09')
  await press('Enter')
  await expect(planCell(page, 2, 'period')).toHaveText('17.09')
  await press('End', 'ArrowLeft')
  await stands('3 status')
  await press('Space', 'ArrowDown', 'Enter')
  await stands('3 status')
  await expect(planCell(page, 3, 'status')).toContainText('в работе')

  // A row below, then up with it, and the way back by undoing.
  await press('Control+Enter')
  await page.keyboard.type('Итоговый семинар')
  await press('Tab')
  await expect(page.getByRole('textbox', { name: 'Срок' })).toBeFocused()
  await press('Escape', 'ArrowLeft')
  await stands('4 title')
  await press('Alt+ArrowUp')
  await stands('3 title')
  await expect
    .poll(() => titlesOf(page))
    .toEqual(['1-я встреча', 'Общая диагностика в обеих школах', 'Итоговый семинар', 'Открытые уроки'])
  await press('Delete')
  await expect(planCell(page, 3, 'title')).toHaveText('')
  await press('Control+z')
  await expect(planCell(page, 3, 'title')).toHaveText('Итоговый семинар')

  await press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Новый пункт ниже' })).toBeFocused()
  await press('Escape')
  await stands('3 title')
  await page.keyboard.type('?')
  await expect(page.getByRole('dialog', { name: 'Клавиши таблицы' })).toBeVisible()
  await press('Escape')
  await stands('3 title')

  await expectStatus(page, 'saved')
  const saved = await rowsOnServer(schools, plan)
  expect(saved.map(({ title, status, dateTo }) => [title, status, dateTo])).toEqual([
    ['1-я встреча', 'planned', null],
    ['Общая диагностика в обеих школах', 'planned', '2026-09-17'],
    ['Итоговый семинар', 'planned', null],
    ['Открытые уроки', 'inProgress', '2026-11-30'],
  ])
  expect(failures).toEqual([])
})
