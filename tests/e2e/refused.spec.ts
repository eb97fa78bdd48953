import type { Page } from '@playwright/test'
import { documentClients } from 'db/schema/documents'
import { openNative } from '../support/clients.ts'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  expectStatus,
  openAs,
  openPaper,
  statusOf,
  test,
  textOf,
  wordsIn,
  type Schools,
} from '../support/writers.ts'

/** The Yjs client id under which the only browser in the document writes. */
const clientIdIn = async ({ url, sokolovskaya }: Schools, documentId: string): Promise<number> => {
  const spy = openNative({ url, cookie: sokolovskaya.signed.cookie, documentName: documentId })
  await spy.synced
  const others = () => [...spy.provider.awareness.getStates().keys()].filter((id) => id !== spy.doc.clientID)
  await expect.poll(others).toHaveLength(1)
  const [clientId = 0] = others()
  spy.close()
  return clientId
}

const asksBeforeLeaving = (page: Page): Promise<boolean> =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

test('after a refusal what was typed waits, counted and asked about, until another room has it', async ({
  browser,
  schools,
  empty,
}) => {
  const paper = await aPaper(schools, 'note')
  const { page, failures } = await openAs(browser, schools, schools.zhdanova)
  await openPaper(page, paper)
  // Somebody else's already: the server refuses whatever this browser writes under it.
  const clientId = await clientIdIn(schools, paper)
  await empty.db
    .insert(documentClients)
    .values({ documentId: paper, clientId, personId: schools.observer.id })

  await textOf(page).click()
  await empty.db.transaction(async (tx) => {
    // Nobody's rights can be judged, so no other room opens for a while.
    await tx.execute('lock table community_member in access exclusive mode')
    await page.keyboard.type('Сложите и сравните')
    await expectStatus(page, 'reconnecting', 'waiting', 'sending')
    expect(await asksBeforeLeaving(page)).toBe(true)
    await page.keyboard.type(' ответы')
    await expect(statusOf(page)).not.toHaveAttribute('data-status', 'saved')
    expect(await asksBeforeLeaving(page)).toBe(true)
  })
  await expectStatus(page, 'refused')
  const reader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(reader.page, paper)
  // The first letter stands in the clipboard's words; all that followed was written anew, once.
  await expect.poll(() => wordsIn(textOf(reader.page))).toBe('ложите и сравните ответы')
  expect(await asksBeforeLeaving(page)).toBe(false)
  expect(failures).toEqual([])
})
