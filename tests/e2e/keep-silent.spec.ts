import { expect } from '../support/e2e.ts'
import { test } from '../support/restart.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  twoSchools,
  writeInCell,
} from '../support/writers.ts'

test('a line that swallows every call: what is kept on her own computer opens all the same', async ({
  browser,
  place,
}) => {
  const schools = await twoSchools(place)
  const paper = await aPaper(schools)
  expect((await schools.zhdanova.signed.send('PUT', '/me/device', { own: true })).ok).toBe(true)
  const { context, page } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, paper)
  await writeInCell(page, 6, 1, 'Ещё со связью')
  await expectStatus(page, 'saved')
  await page.waitForFunction(() => localStorage.getItem('krug-pages') !== null)
  await page.close()

  place.freeze()
  try {
    const cold = await context.newPage()
    await cold.goto(`/documents/${paper}`)
    await expect(cellOf(cold, 6, 1)).toContainText('Ещё со связью')
    await writeInCell(cold, 6, 1, 'И без неё')
    place.thaw()
    await expectStatus(cold, 'saved', 'merged')
  } finally {
    place.thaw()
  }
})
