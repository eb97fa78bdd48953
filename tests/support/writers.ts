import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test'
import type { Database } from 'db/connect'
import { newId } from 'db/id'
import type { CommunityRole } from 'shared/permissions/roles'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { expect, test as base } from './e2e.ts'
import { signIn, type Person } from './person.ts'

type Town = { url: string; db: Database }

/** Two teachers of two schools and a reader, all in one community. */
export const twoSchools = async ({ url, db }: Town) => {
  const community = await aCommunity(db)
  const gymnasium = await aSchool(db, { shortName: 'Гимназия № 1', colour: 1, position: 1001 })
  const village = await aSchool(db, { shortName: 'Кедровская СОШ', colour: 2, position: 1002 })
  const someone = async (schoolId: string, lastName: string, firstName: string, role: CommunityRole) => {
    const person = await aPerson(db, { schoolIds: [schoolId], lastName, firstName, patronymic: 'Игоревна' })
    await aMember(db, { communityId: community.id, personId: person.id, role })
    return { ...person, signed: await signIn({ url }, person.email) }
  }
  const sokolovskaya = await someone(gymnasium.id, 'Соколовская', 'Дарья', 'leader')
  const zhdanova = await someone(village.id, 'Жданова', 'Елена', 'member')
  const observer = await someone(village.id, 'Крылова', 'Анна', 'observer')
  return { url, community, gymnasium, village, sokolovskaya, zhdanova, observer }
}

export type Schools = Awaited<ReturnType<typeof twoSchools>>

/** A test with two schools of its own. */
export const test = base.extend<{ schools: Schools }>({
  schools: async ({ empty }, use) => use(await twoSchools(empty)),
})

/** A lesson plan (or a note) of the community, made over the API as the screen does it. */
export const aPaper = async (
  { community, sokolovskaya }: Schools,
  kind: 'lessonPlan' | 'note' = 'lessonPlan',
): Promise<string> => {
  const template = kind === 'lessonPlan' ? { template: 'lesson.plan' } : {}
  const answer = await sokolovskaya.signed.send('POST', `/communities/${community.id}/documents`, {
    kind,
    title: `Теорема Виета ${newId().slice(-4)}`,
    ...template,
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

const asCookies = (person: Person, url: string) =>
  person.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })

type Opening = BrowserContextOptions & {
  /** WebSocket does not exist in this browser: everything goes by long-polling. */
  withoutWebSocket?: boolean
}

/** From now on this browser is somebody else's, as after signing out and in; pages that are open stay. */
export const becomes = async (
  context: BrowserContext,
  { url }: Pick<Schools, 'url'>,
  { signed }: { signed: Person },
): Promise<void> => {
  await context.clearCookies()
  await context.addCookies(asCookies(signed, url))
}

/** A browser of one person; what goes wrong in its console is kept. */
export const openAs = async (
  browser: Browser,
  { url }: Pick<Schools, 'url'>,
  { signed }: { signed: Person },
  { withoutWebSocket = false, ...options }: Opening = {},
) => {
  const context = await browser.newContext({ baseURL: url, ...options })
  await context.addCookies(asCookies(signed, url))
  if (withoutWebSocket)
    await context.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'WebSocket')
    })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  return { context, page, failures }
}

/** The state that the line under the text says, as its kind. */
export const statusOf = (page: Page): Locator => page.locator('[data-status]')
export const expectStatus = (page: Page, ...kinds: string[]): Promise<void> =>
  expect(statusOf(page)).toHaveAttribute('data-status', new RegExp(`^(${kinds.join('|')})$`))

/** From now on, everything the line says is remembered: `statusesSince` gives it. */
export const rememberStatuses = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const said: string[] = []
    const look = () => {
      const line = document.querySelector<HTMLElement>('[data-status]')
      const words = `${line?.dataset.status}: ${line?.textContent}`
      if (line && said.at(-1) !== words) said.push(words)
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-status'],
    })
    Object.assign(globalThis, { said })
  })

/** What the line has said since then, each as «kind: words»; the list begins anew. */
export const statusesSince = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0))

export const textOf = (page: Page): Locator => page.locator('.ProseMirror')

/** Opens a document and waits until its living text is there. */
export const openPaper = async (page: Page, documentId: string): Promise<void> => {
  await page.goto(`/documents/${documentId}`)
  await expect(textOf(page)).toBeVisible()
  await expectStatus(page, 'saved', 'merged')
}

/** A teacher of each school in a browser of her own, both in one text. */
export const openTogether = async (
  browser: Browser,
  schools: Schools,
  documentId: string,
  { withoutWebSocket = false }: Pick<Opening, 'withoutWebSocket'> = {},
) => {
  const one = await openAs(browser, schools, schools.sokolovskaya)
  const other = await openAs(browser, schools, schools.zhdanova, { withoutWebSocket })
  await Promise.all([openPaper(one.page, documentId), openPaper(other.page, documentId)])
  return { one, other }
}

/** A cell of the lesson's table; row 0 is the head. */
export const cellOf = (page: Page, row: number, column: number): Locator =>
  textOf(page).locator('tr').nth(row).locator('> td, > th').nth(column)

/** Types at the end of a cell. */
export const writeInCell = async (page: Page, row: number, column: number, words: string): Promise<void> => {
  await cellOf(page, row, column).locator('p').last().click()
  await page.keyboard.press('End')
  await page.keyboard.type(words)
}

/** The words of a part of the text, without the carets of others. */
export const wordsIn = async (place: Locator): Promise<string> => {
  const words = await place.evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const drawn of copy.querySelectorAll('.caret')) drawn.remove()
    return [...copy.querySelectorAll('p, h1, h2, h3, h4, th, td')].map((block) => block.textContent).join(' ')
  })
  return words.replace(/\s+/gu, ' ').trim()
}

/** All words of the document. */
export const wordsOf = (page: Page): Promise<string> => wordsIn(textOf(page))

type Seat = Awaited<ReturnType<typeof openAs>>
type Told = {
  browser: Browser
  schools: Pick<Schools, 'url' | 'sokolovskaya'>
  paper: string
  hers: string
  theirs: string
}

/** Both see what each wrote in the third row, she in its second cell and the other in its fourth; so does who comes now. */
export const expectNothingLost = async (one: Seat, other: Seat, told: Told): Promise<void> => {
  const { browser, schools, paper, hers, theirs } = told
  for (const { page } of [one, other]) {
    await expectStatus(page, 'saved', 'merged')
    await expect.poll(() => wordsIn(cellOf(page, 2, 1))).toBe(hers)
    await expect.poll(() => wordsIn(cellOf(page, 2, 3))).toBe(theirs)
  }
  expect(await wordsOf(one.page)).toBe(await wordsOf(other.page))
  // It is on the server.
  const later = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(later.page, paper)
  await expect.poll(() => wordsOf(later.page)).toBe(await wordsOf(one.page))
  expect([...one.failures, ...other.failures]).toEqual([])
}
