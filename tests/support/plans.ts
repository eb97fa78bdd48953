import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { newId } from 'db/id'
import { addAction } from 'shared/roadmaps/change'
import { expect } from './e2e.ts'
import { expectStatus, type Schools } from './writers.ts'

/** A roadmap of the community with a row for each title, made and filled by one of its schools. */
export const aPlan = async (
  { community, sokolovskaya }: Schools,
  titles: readonly string[],
): Promise<string> => {
  const { send, connectYjs } = sokolovskaya.signed
  const title = `План двух школ ${newId().slice(-4)}`
  const answer = await send('POST', `/communities/${community.id}/documents`, { kind: 'roadmap', title })
  expect(answer.status).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  const client = connectYjs(id)
  await client.synced
  for (const title of titles) addAction(client.doc, { stage: 'acquaintance', title }, { id: randomUUID() })
  await expect
    .poll(async () => (await rowsOnServer({ sokolovskaya }, id)).map(({ title }) => title))
    .toEqual(titles)
  client.close()
  return id
}

type SavedRow = { id: string; title: string; status: string; dateTo: string | null }

/** The plan as the server has it, in its order. */
export const rowsOnServer = async (
  { sokolovskaya }: Pick<Schools, 'sokolovskaya'>,
  documentId: string,
): Promise<SavedRow[]> => {
  const answer = await sokolovskaya.signed.send('GET', `/documents/${documentId}/content`)
  return ((await answer.json()) as { rows: SavedRow[] }).rows
}

/** Opens a plan and waits until its living table is there. */
export const openPlan = async (page: Page, documentId: string): Promise<void> => {
  await page.goto(`/documents/${documentId}`)
  await expect(page.getByRole('grid')).toBeVisible()
  await expectStatus(page, 'saved', 'merged')
}

export const rowsOf = (page: Page): Locator => page.locator('[data-row]')

/** A cell of the plan; rows count from 1, as their numbers do. */
export const planCell = (page: Page, row: number, column: string): Locator =>
  rowsOf(page)
    .nth(row - 1)
    .locator(`[data-column="${column}"]`)

/** All words of the table, row by row, without flags of others and fields being typed into. */
export const planOf = (page: Page): Promise<string[][]> =>
  page.locator('[data-row]').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('[data-column]')].map((cell) => {
        const copy = cell.cloneNode(true) as HTMLElement
        for (const drawn of copy.querySelectorAll('.flag, textarea')) drawn.remove()
        return copy.textContent.replace(/\s+/gu, ' ').trim()
      }),
    ),
  )

export const titlesOf = async (page: Page): Promise<string[]> =>
  (await planOf(page)).map((cells) => cells[2] ?? '')

/** Both screens show the same table, and it stays so once everything is on the server. */
export const expectEqualPlans = async (one: Page, other: Page): Promise<void> => {
  await Promise.all([expectStatus(one, 'saved', 'merged'), expectStatus(other, 'saved', 'merged')])
  await expect.poll(async () => planOf(one)).toEqual(await planOf(other))
  expect(await planOf(other)).toEqual(await planOf(one))
}

/** Opens a text cell for typing, at the end of what stands in it. */
export const beginTyping = async (page: Page, row: number, column: string): Promise<void> => {
  await planCell(page, row, column).click()
  await page.keyboard.press('Enter')
  await expect(planCell(page, row, column).locator('textarea')).toBeFocused()
}

/** Adds words at the end of a text cell and leaves it. */
export const writeInPlan = async (page: Page, row: number, column: string, words: string): Promise<void> => {
  await beginTyping(page, row, column)
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(planCell(page, row, column).locator('textarea')).toHaveCount(0)
}

/** Chooses a status that asks for nothing more. */
export const setStatus = async (page: Page, row: number, status: string): Promise<void> => {
  await planCell(page, row, 'status').click()
  await page.keyboard.press('Space')
  await page.getByRole('radio', { name: status }).click()
  await expect(planCell(page, row, 'status')).toContainText(status)
}
