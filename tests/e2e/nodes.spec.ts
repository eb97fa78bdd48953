import type { Browser } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import { signIn } from '../support/person.ts'
import { startNodesBehindNginx, type NodesBehindNginx } from '../support/nodesBehindNginx.ts'
import {
  aPaper,
  cellOf,
  expectNothingLost,
  openAs,
  openPaper,
  twoSchools,
  wordsIn,
  type Schools,
} from '../support/writers.ts'
import { test as base } from '../support/tidy.ts'

const test = base.extend<{ house: NodesBehindNginx }>({
  house: [
    // Playwright reads the names of the fixtures used from the first parameter, so it must be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const house = await startNodesBehindNginx({ words: ['start'] })
      await use(house)
      await house.stop()
    },
    { timeout: 300_000 },
  ],
})

/** At how many nodes somebody has a document open. */
const nodesInUse = async (house: NodesBehindNginx): Promise<number> => {
  const figures = await Promise.all(
    Array.from({ length: house.count }, async (_, index) =>
      (await fetch(`${house.urlOf(index)}/metrics`)).text(),
    ),
  )
  return figures.filter((text) => /^krug_connections [1-9]/m.test(text)).length
}

/** Opens the paper with session after session, until nginx leads one to a node where nobody is yet. */
const openElsewhere = async (browser: Browser, house: NodesBehindNginx, schools: Schools, paper: string) => {
  for (let tries = 0; tries < 12; tries++) {
    const signed = await signIn(schools, schools.zhdanova.email)
    const opened = await openAs(browser, schools, { signed }, { withoutWebSocket: true })
    await openPaper(opened.page, paper)
    if ((await nodesInUse(house)) === 2) return opened
    await opened.context.close()
    await expect.poll(() => nodesInUse(house)).toBe(1)
  }
  throw new Error('all sessions were led to one node')
}

const hers = Array.from({ length: 24 }, (_, index) => `опыт${index + 1}`).join(' ')
const theirs = Array.from({ length: 24 }, (_, index) => `вывод${index + 1}`).join(' ')

test('K8: two browsers at different nodes write together; each node is killed in turn and nobody loses a letter', async ({
  browser,
  house,
}) => {
  test.slow()
  const schools = await twoSchools({ url: house.url, db: house.db })
  const paper = await aPaper(schools)
  const one = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(one.page, paper)
  const other = await openElsewhere(browser, house, schools, paper)
  // Each sees the other's caret, whatever node she is at.
  await cellOf(one.page, 2, 1).locator('p').last().click()
  await expect(other.page.locator('.ProseMirror .caret')).toHaveCount(1)

  const type = async (page: typeof one.page, column: number, words: string): Promise<void> => {
    await cellOf(page, 2, column).locator('p').last().click()
    await page.keyboard.type(words, { delay: 60 })
  }
  const writing = Promise.all([type(one.page, 1, hers), type(other.page, 3, theirs)])
  await expect.poll(() => wordsIn(cellOf(other.page, 2, 1))).toContain('опыт3')
  for (let node = 0; node < house.count; node++) {
    await house.endNode(node, 'SIGKILL')
    await house.startNode(node)
  }
  await writing
  await expectNothingLost(one, other, { browser, schools, paper, hers, theirs })
})
