import type { Database } from 'db/connect'
import { readRows } from 'db/queries/log'
import { must } from 'shared/must'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  openTogether,
  statusOf,
  textOf,
  test,
  wordsIn,
  wordsOf,
  writeInCell,
} from '../support/writers.ts'

const rowsInLog = async (db: Database, documentId: string): Promise<number> =>
  (await readRows(db, documentId, 0)).length

const here = (page: Parameters<typeof textOf>[0]) => page.locator('.caret .flag')

for (const withoutWebSocket of [false, true])
  test(`two schools write one lesson plan at once${withoutWebSocket ? ', one of them behind a filter that lets no WebSocket through' : ''}`, async ({
    browser,
    schools,
  }) => {
    const paper = await aPaper(schools)
    const { one, other } = await openTogether(browser, schools, paper, { withoutWebSocket })

    await Promise.all([
      writeInCell(one.page, 2, 1, 'Решить через дискриминант три уравнения'),
      writeInCell(other.page, 2, 3, 'Заполняют столбцы «p», «q», «корни»'),
    ])
    for (const { page } of [one, other]) {
      await expect(cellOf(page, 2, 1)).toContainText('Решить через дискриминант три уравнения')
      await expect(cellOf(page, 2, 3)).toContainText('Заполняют столбцы «p», «q», «корни»')
    }
    await expect(here(other.page)).toHaveAttribute('data-words', 'Соколовская · Гимназия № 1')
    await expect(here(one.page)).toHaveAttribute('data-words', 'Жданова · Кедровская СОШ')
    await expect(one.page.locator('.top')).toContainText('Жданова Е. И.')

    // Into one cell, letter by letter, at the same time.
    await cellOf(one.page, 4, 1).locator('p').click()
    await one.page.keyboard.type('начало ')
    await expect(cellOf(other.page, 4, 1)).toContainText('начало')
    await cellOf(other.page, 4, 1).locator('p').click()
    await other.page.keyboard.press('End')
    await Promise.all([
      one.page.keyboard.type('аааааааааааааааааааа'),
      other.page.keyboard.type('бббббббббббббббббббб'),
    ])
    await Promise.all([expectStatus(one.page, 'saved'), expectStatus(other.page, 'saved')])
    await expect.poll(() => wordsOf(one.page)).toBe(await wordsOf(other.page))
    // Each run of letters is whole: a caret moves with what the other writes before it.
    const together = await wordsIn(cellOf(one.page, 4, 1))
    expect(together).toContain('а'.repeat(20))
    expect(together).toContain('б'.repeat(20))

    // Both are authors, and two schools make it a work together.
    await expect(one.page.getByText('совместная разработка')).toBeVisible()
    await expect(one.page.locator('.authors')).toContainText('Жданова Е. И., Кедровская СОШ')
    if (withoutWebSocket) await expect(statusOf(other.page)).toContainText('Связь через запасной канал')
    expect([...one.failures, ...other.failures]).toEqual([])
  })

test('opening writes nothing, a reader never writes and reads along', async ({ browser, empty, schools }) => {
  const paper = await aPaper(schools)
  const before = await rowsInLog(empty.db, paper)
  const writer = await openAs(browser, schools, schools.sokolovskaya)
  const reader = await openAs(browser, schools, schools.observer)
  await openPaper(writer.page, paper)
  await reader.page.goto(`/documents/${paper}`)
  await expectStatus(reader.page, 'readOnly')
  await expect(statusOf(reader.page)).toHaveText('Вы можете комментировать.')
  await expect(textOf(reader.page)).toHaveCount(0)
  await expect(reader.page.locator('.text')).toContainText('Открытие нового знания')
  await reader.page.locator('.text td').first().click()
  await reader.page.keyboard.type('не должно появиться')
  expect(await rowsInLog(empty.db, paper)).toBe(before)

  await writeInCell(writer.page, 1, 1, 'Три уравнения на доске')
  await expect(reader.page.locator('.text')).toContainText('Три уравнения на доске')
  await expectStatus(writer.page, 'saved')
  await expect(textOf(writer.page)).not.toContainText('не должно')
  expect([...writer.failures, ...reader.failures]).toEqual([])
})

test('the text is there before any script', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { page } = await openAs(browser, schools, schools.zhdanova, { javaScriptEnabled: false })
  await page.goto(`/documents/${paper}`)
  await expect(page.locator('h1')).toContainText('Теорема Виета')
  await expect(page.locator('.text')).toContainText('Самоанализ / обсуждение после урока')
})

test('what both wrote without connection is all there afterwards, without a question', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova)
  const dialogs: string[] = []
  for (const { page } of [one, other]) page.on('dialog', (dialog) => dialogs.push(dialog.message()))
  await Promise.all([openPaper(one.page, paper), openPaper(other.page, paper)])

  await one.context.setOffline(true)
  await writeInCell(one.page, 3, 1, 'Писала в автобусе')
  await expectStatus(one.page, 'offline')
  await expect(statusOf(one.page)).toHaveText(/^Нет связи\. \d+ прав(ка|ки|ок) только в этой вкладке/)
  await writeInCell(other.page, 3, 1, 'Писала в школе')
  await writeInCell(other.page, 5, 2, 'Просит проговаривать')
  await expectStatus(other.page, 'saved')
  await one.context.setOffline(false)

  await expectStatus(one.page, 'merged')
  await expect(statusOf(one.page)).toHaveText(
    'Всё на сервере. Пока связи не было, коллеги изменили этапы 3 и 5.',
  )
  await expect.poll(() => wordsOf(one.page)).toBe(await wordsOf(other.page))
  const merged = await wordsIn(cellOf(other.page, 3, 1))
  expect(merged).toContain('Писала в автобусе')
  expect(merged).toContain('Писала в школе')
  await one.page.keyboard.type(' и дома')
  await expect.poll(() => wordsIn(cellOf(other.page, 3, 1))).toContain('Писала в автобусе и дома')
  await one.page.getByRole('button', { name: 'Показать' }).click()
  await expectStatus(one.page, 'saved')
  expect(dialogs).toEqual([])
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('a line that dies just after one look still found the server is given up by the next look', async ({
  browser,
  schools,
}) => {
  const { page, context, failures } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, await aPaper(schools))
  let looks = 0
  await page.route('**/healthz', (route) => (looks++ === 0 ? route.fulfill({ status: 200 }) : route.abort()))
  await context.setOffline(true)
  await writeInCell(page, 3, 1, 'Писала в автобусе')
  await expectStatus(page, 'offline')
  expect(looks).toBeGreaterThan(1)
  await context.setOffline(false)
  await expectStatus(page, 'merged', 'saved')
  expect(failures).toEqual([])
})

test('she undoes her own edits and nobody else’s', async ({ browser, schools }) => {
  const paper = await aPaper(schools, 'note')
  const { one, other } = await openTogether(browser, schools, paper)
  await textOf(one.page).click()
  await one.page.keyboard.type('моё ')
  await expect(textOf(other.page)).toContainText('моё')
  await textOf(other.page).click()
  await other.page.keyboard.press('Control+End')
  await other.page.keyboard.type('её')
  await expect(textOf(one.page)).toContainText('её')

  await textOf(one.page).click()
  await one.page.keyboard.press('Control+z')
  await expect.poll(() => wordsOf(one.page)).toBe('её')
  await expect.poll(() => wordsOf(other.page)).toBe('её')
  await one.page.getByRole('button', { name: 'Вернуть мою правку' }).click()
  await expect(textOf(other.page)).toContainText('моё')
})

test('who presses exactly on a colleague’s caret writes there', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { one, other } = await openTogether(browser, schools, paper)
  await writeInCell(one.page, 2, 1, 'Здесь стоит гимназия.')
  await writeInCell(other.page, 4, 1, 'Здесь была Кедровская.')
  const caret = cellOf(other.page, 2, 1).locator('.caret')
  await expect(caret).toHaveCount(1)
  const box = must(await caret.boundingBox(), 'the caret on the screen')
  await other.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await other.page.keyboard.type('И мы')
  for (const { page } of [one, other])
    await expect.poll(() => wordsIn(cellOf(page, 2, 1))).toContain('Здесь стоит гимназия.И мы')
})

test('two people in one header field both keep their letters', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { one, other } = await openTogether(browser, schools, paper)
  const field = (page: typeof one.page) => page.getByRole('textbox', { name: 'Предмет', exact: true })

  await field(one.page).pressSequentially('алгебра')
  await expect(field(other.page)).toHaveValue('алгебра')
  await field(other.page).click()
  await other.page.keyboard.press('Home')
  await Promise.all([field(one.page).pressSequentially(' и геометрия'), other.page.keyboard.type('снова ')])
  for (const { page } of [one, other]) await expect(field(page)).toHaveValue('снова алгебра и геометрия')

  await one.page.getByRole('combobox', { name: 'Тип урока' }).selectOption('открытие нового знания')
  await expect(other.page.getByRole('combobox', { name: 'Тип урока' })).toHaveValue('discovery')
  await one.page.getByRole('combobox', { name: 'Длительность' }).selectOption('40 минут')
  await expect(other.page.locator('.foot')).toContainText('Минуты: 45 из 40, больше на 5')
})

test('a new title is everybody’s', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { page } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, paper)
  await page.getByRole('textbox', { name: 'Название документа' }).fill('Теорема Виета без слёз')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('Теорема Виета без слёз · Круг')
  await page.reload()
  await expect(page).toHaveTitle('Теорема Виета без слёз · Круг')
})

test('on a phone the table is a list of stages and nothing is wider than the screen', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { page } = await openAs(browser, schools, schools.zhdanova, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await page.goto(`/documents/${paper}`)
  await expect(textOf(page)).toBeVisible()
  const label = await cellOf(page, 4, 1).evaluate((cell) => getComputedStyle(cell, '::before').content)
  expect(label).toBe('"Содержание, задания"')
  await page.getByRole('button', { name: 'К этапу 7' }).tap()
  await expect(cellOf(page, 7, 0)).toBeInViewport()
  await writeInCell(page, 7, 2, 'Раздаёт карточки')
  await expect(cellOf(page, 7, 2)).toContainText('Раздаёт карточки')
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.work')].map(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    ),
  )
  expect(wide).toEqual([0, 0])
})

test('her caret stays in its line when a colleague writes before it and the next line says the same', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools, 'note')
  const { one, other } = await openTogether(browser, schools, paper)
  await textOf(one.page).click()
  await one.page.keyboard.type('повторить')
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.type('повторить')
  await one.page.keyboard.press('ArrowUp')
  await one.page.keyboard.press('End')
  await expect.poll(() => wordsOf(other.page)).toBe('повторить повторить')
  await textOf(other.page).click()
  await other.page.keyboard.press('Control+Home')
  await other.page.keyboard.type('Дома ')
  await expect.poll(() => wordsOf(one.page)).toBe('Дома повторить повторить')
  await one.page.keyboard.type(' § 5')
  for (const { page } of [one, other])
    await expect.poll(() => wordsOf(page)).toBe('Дома повторить § 5 повторить')
})

test('cells stay selected while a colleague writes, and are merged then', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { one, other } = await openTogether(browser, schools, paper)
  await cellOf(one.page, 2, 2).locator('p').click()
  await cellOf(one.page, 2, 3).click({ modifiers: ['Shift'] })
  await expect(textOf(one.page).locator('.selectedCell')).toHaveCount(2)
  await writeInCell(other.page, 1, 1, 'Пишу выше')
  await expect(cellOf(one.page, 1, 1)).toContainText('Пишу выше')
  await expect(textOf(one.page).locator('.selectedCell')).toHaveCount(2)

  await one.page.getByRole('button', { name: 'Таблица' }).click()
  await one.page.getByRole('button', { name: 'Объединить ячейки' }).click()
  for (const { page } of [one, other]) await expect(cellOf(page, 2, 2)).toHaveAttribute('colspan', '2')
  await one.page.getByRole('button', { name: 'Строка ниже' }).click()
  await expect(textOf(other.page).locator('tr')).toHaveCount(11)
  await expectStatus(one.page, 'saved')
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('a menu or a dialog that was closed leaves nothing locked', async ({ browser, schools }) => {
  const paper = await aPaper(schools, 'note')
  const { page } = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(page, paper)
  const more = page.getByRole('button', { name: 'Ещё о документе' })
  const style = page.getByRole('button', { name: 'Стиль абзаца' })
  await textOf(page).click()
  await page.keyboard.type('слово')
  for (const button of [more, style, more]) {
    await button.click()
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  await style.click()
  await page.getByRole('menuitem').nth(1).click()
  await page.getByRole('button', { name: 'Ссылка' }).click()
  await expect(page.getByLabel('Адрес ссылки')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await textOf(page).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' ещё')
  await expect(textOf(page).locator('h1')).toHaveText('слово ещё')
})
