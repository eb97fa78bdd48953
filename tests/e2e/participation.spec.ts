import type { Browser, Page } from '@playwright/test'
import { must } from 'shared/must'
import type { Me } from 'shared/people/outputs'
import type { ParticipationReport } from 'shared/participation/report'
import { expect, signInAs, test, type Site } from '../support/e2e.ts'

const COMMUNITY = 'Математика без границ'

/** The page of one reader, and the report as the server gives it to her. */
const openFigures = async (browser: Browser, site: Site, login: string) => {
  const context = await browser.newContext({ baseURL: site.url })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  await signInAs(page, site, `${login}@demo.invalid`)
  const read = async <T>(path: string): Promise<T> => {
    const answer = await page.request.get(`${site.url}/api${path}`)
    expect(answer.ok()).toBe(true)
    return (await answer.json()) as T
  }
  const { communities } = await read<Me>('/me')
  const { id } = must(
    communities.find(({ name }) => name === COMMUNITY),
    COMMUNITY,
  )
  const address = `/communities/${id}/participation`
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name: 'Участие' })).toBeVisible()
  return {
    page,
    id,
    address,
    failures,
    reportOf: (search = '') => read<ParticipationReport>(`${address}${search}`),
  }
}

const cardsOf = ({ participants, schools, documents, continuity }: ParticipationReport) => ({
  participants: `${participants.active} из ${participants.members}`,
  schools: `${schools.n} из ${schools.base}`,
  documents: `${documents.coEdited} из ${documents.active}`,
  continuity: `${continuity.activeWeeks} из ${continuity.schoolWeeks}`,
})

const expectCards = async (page: Page, report: ParticipationReport) => {
  for (const [card, figure] of Object.entries(cardsOf(report)))
    await expect(page.locator(`#card-${card} .figure b`)).toHaveText(figure)
}

/** The matrix as it is read row by row: the name of a school, then its numbers. */
const matrixOf = (page: Page): Promise<string[][]> =>
  page.locator('table tbody tr:has(th[scope=row])').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) =>
        [...cell.querySelectorAll('.unseen'), cell]
          .slice(0, 1)
          .map(({ textContent }) => textContent.replace(/\s+/gu, ' ').trim())
          .join(''),
      ),
    ),
  )

const matrixIn = ({ matrix }: ParticipationReport): string[][] =>
  matrix.rows.map(({ school, acts }) => [
    (school?.shortName ?? 'без места работы').replace(/\s+/gu, ' '),
    ...(acts?.map(String) ?? ['недостаточно данных']),
  ])

test('the page shows the report, in each of its windows', async ({ browser, demo }) => {
  const { page, reportOf, failures } = await openFigures(browser, demo, 'lapina')
  const seen = new Set<string>()
  for (const [index, window] of (['28d', 'term', 'year'] as const).entries()) {
    await page.getByRole('navigation', { name: 'За какое время' }).getByRole('link').nth(index).click()
    await expect(page.locator('nav [aria-current=true]')).toHaveText(/28 дней|четверть|Учебный год/)
    if (window !== '28d') await expect(page).toHaveURL(new RegExp(`window=${window}`))
    const report = await reportOf(`?window=${window}`)
    await expectCards(page, report)
    expect(await matrixOf(page)).toEqual(matrixIn(report))
    seen.add(JSON.stringify(cardsOf(report)))
  }
  // Windows that all said the same would prove nothing.
  expect(seen.size).toBeGreaterThan(1)
  expect(failures).toEqual([])
})

test('every figure is explained by keyboard, down to the documents it is made of', async ({
  browser,
  demo,
}) => {
  const { page, address, reportOf, failures } = await openFigures(browser, demo, 'lapina')
  const report = await reportOf()
  const formulas = {
    'Активные участники': `${report.participants.active} активных`,
    Школы: `${report.schools.n} из ${report.schools.base}`,
    'Общие документы': `из ${report.documents.active}, в которых писали`,
    Продолжительность: `из ${report.continuity.schoolWeeks} учебн`,
  }
  for (const [card, words] of Object.entries(formulas)) {
    const how = page.getByRole('link', { name: `как посчитано: ${card}` })
    await how.focus()
    await page.keyboard.press('Enter')
    const panel = page.locator('#how')
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(card)
    await expect(panel.locator('.sum')).toContainText(words)
    await expect(panel.getByRole('listitem').first()).toBeVisible()
    // The keyboard goes on inside the panel, and comes back from it.
    await page.keyboard.press('Tab')
    await expect(panel.getByRole('link', { name: 'Закрыть' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(panel).toHaveCount(0)
    await page.keyboard.press('Tab')
    await expect(how).toBeFocused()
  }
  await page.goto(`${address}?how=documents`)
  await page.locator('#how li a').first().click()
  await expect(page).toHaveURL(/\/documents\//)
  expect(failures).toEqual([])
})

test('the matrix is a table in the order of the network, and nothing is ranked', async ({
  browser,
  demo,
}) => {
  const { page, reportOf } = await openFigures(browser, demo, 'lapina')
  const report = await reportOf()
  const table = page.getByRole('table', { name: /^Действия школ по неделям/ })
  await expect(table.getByRole('columnheader')).toHaveCount(report.matrix.weeks.length + 1)
  await expect(table.getByRole('rowheader').last()).toHaveText('Всего')
  const positions = report.matrix.rows.flatMap(({ school }) => (school ? [school.position] : []))
  expect(positions).toEqual([...positions].sort((one, other) => one - other))
  const names = (await matrixOf(page)).map(([name]) => name)
  const sums = report.matrix.rows.map(({ acts }) => (acts ?? []).reduce((sum, n) => sum + n, 0))
  expect(names.length).toBe(sums.length)
  expect(sums).not.toEqual([...sums].sort((one, other) => other - one))
  const words = await page.locator('main').innerText()
  for (const word of ['лучш', 'худш', 'место в', 'отста', 'наименее']) expect(words).not.toContain(word)
  expect(words.replaceAll('это не рейтинг', '')).not.toContain('рейтинг')
})

test('a moderator opens the named list and is told that it is recorded', async ({ browser, demo }) => {
  const { page, failures } = await openFigures(browser, demo, 'lapina')
  await expect(page.getByRole('table', { name: 'Список участников' })).toHaveCount(0)
  await page.locator('summary').click()
  await expect(page.getByText('Участник увидит, кто смотрел и зачем.')).toBeVisible()
  await page.getByRole('radio', { name: 'Позвать к общей работе' }).check()
  await page.getByRole('button', { name: 'Открыть список' }).click()
  const table = page.getByRole('table', { name: 'Список участников' })
  await expect(table).toBeVisible()
  await expect(page.getByText('Открытие записано.')).toBeVisible()
  const names = await table.locator('tbody tr > :first-child').allInnerTexts()
  expect(names.length).toBeGreaterThan(5)
  expect(names).toEqual([...names].sort(new Intl.Collator('ru').compare))
  await expect(table).toContainText('эпизодически')
  expect(failures).toEqual([])
})

test('a member sees the totals, no names and no school of few people', async ({ browser, demo }) => {
  const { page, id, reportOf, failures } = await openFigures(browser, demo, 'zhdanova')
  const report = await reportOf()
  expect(report.isModerator).toBe(false)
  // Every school of this community is too small to be shown alone: the rows are left out, the totals stay.
  expect(report.matrix.rows.every(({ acts }) => acts === null)).toBe(true)
  await expectCards(page, report)
  expect(await matrixOf(page)).toEqual([])
  await expect(page.locator('summary')).toHaveCount(0)
  const answer = await page.request.post(`${demo.url}/api/communities/${id}/participation/names`, {
    headers: { origin: demo.url },
    data: { window: '28d', reason: 'support' },
  })
  expect(answer.status()).toBe(403)
  expect(failures).toEqual([])
})
