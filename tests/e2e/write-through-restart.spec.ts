import type { Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import { test } from '../support/restart.ts'
import {
  aPaper,
  cellOf,
  expectNothingLost,
  expectStatus,
  openAs,
  openPaper,
  rememberStatuses,
  statusesSince,
  statusOf,
  twoSchools,
  wordsIn,
} from '../support/writers.ts'

const hers = Array.from({ length: 30 }, (_, index) => `опыт${index + 1}`).join(' ')
const theirs = Array.from({ length: 30 }, (_, index) => `вывод${index + 1}`).join(' ')

/** Types as a person does, through everything that happens meanwhile. */
const type = async (page: Page, row: number, column: number, words: string): Promise<void> => {
  await cellOf(page, row, column).locator('p').last().click()
  await page.keyboard.type(words, { delay: 60 })
}

for (const withoutWebSocket of [false, true])
  test(`a server killed in the middle of writing costs nobody a letter${withoutWebSocket ? ', nor whoever has long-polling only' : ''}`, async ({
    browser,
    place,
  }) => {
    test.slow()
    const schools = await twoSchools(place)
    const paper = await aPaper(schools)
    const one = await openAs(browser, schools, schools.sokolovskaya)
    const other = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket })
    const both = [one.page, other.page]
    const dialogs: string[] = []
    for (const page of both) page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await Promise.all(both.map((page) => openPaper(page, paper)))
    await Promise.all(both.map(rememberStatuses))

    const writing = Promise.all([type(one.page, 2, 1, hers), type(other.page, 2, 3, theirs)])
    await expect.poll(() => wordsIn(cellOf(other.page, 2, 1))).toContain('опыт5')
    await place.kill()
    await Promise.all(both.map((page) => expectStatus(page, 'offline')))
    await Promise.all(both.map(statusesSince))
    for (const page of both)
      await expect(statusOf(page)).toHaveText(/^Нет связи\. \d+ прав(ка|ки|ок) только в этой вкладке/)
    await writing
    const told = (await Promise.all(both.map(statusesSince))).flat()
    expect(told.length).toBeGreaterThan(0)
    for (const words of told) expect(words).toMatch(/^(offline: Нет связи\.|reconnecting: |opening: )/)

    await place.start()
    await expectNothingLost(one, other, { browser, schools, paper, hers, theirs })
    expect(dialogs).toEqual([])
  })
