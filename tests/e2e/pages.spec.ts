import type { Browser, Page } from '@playwright/test'
import type { Locale } from 'shared/i18n/translate'
import { axeFaults, overflowOf, ownWords, untranslated, watchWindow } from '../support/pages.ts'
import { expect, signInAs, test, type Site } from '../support/e2e.ts'

const desk = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }

/** What may differ on a phone, where other bars stand and tables become lists. */
const phoneRules = [
  'aria-hidden-focus',
  'button-name',
  'color-contrast',
  'label-content-name-mismatch',
  'link-name',
  'scrollable-region-focusable',
  'target-size',
]

type Stop = {
  path: string
  status?: number
  /** Shown when the page is ready, where the answer alone is not the whole page. */
  ready?: string
}
type Found = { id: string; kind: string; title: string }

const json = async <T>(page: Page, url: string): Promise<T> =>
  (await page.request.get(url)).json() as Promise<T>

const speak = (page: Page, { url }: Site, locale: Locale) =>
  page.request.patch(`${url}/api/me`, { headers: { origin: url }, data: { locale } })

/** One look at a page: what is wrong with it, each fault in a line. */
const faultsOf = async (page: Page, url: string, stop: Stop, locale: Locale, own: Set<string>) => {
  const faults: string[] = []
  const check = (what: string, wrong: readonly string[] | string | null) => {
    for (const fault of typeof wrong === 'string' ? [wrong] : (wrong ?? []))
      faults.push(`${locale} ${stop.path} ${what}: ${fault}`)
  }
  await page.setViewportSize(desk)
  await page.emulateMedia({ colorScheme: 'light' })
  const answer = await page.goto(url + stop.path)
  if (stop.ready) await page.locator(stop.ready).first().waitFor()
  check('status', answer?.status() === (stop.status ?? 200) ? null : String(answer?.status()))
  check('title', /\S+ · (Круг|Krug)$/.test(await page.title()) ? null : await page.title())
  const headings = await page.locator('h1:visible').count()
  check('h1', headings === 1 ? null : String(headings))
  const lang = await page.locator('html').getAttribute('lang')
  check('lang', lang === locale ? null : String(lang))
  check('words', await untranslated(page, locale, own))
  check('wide at the desk', await overflowOf(page))
  if (locale === 'ru') {
    check('axe', await axeFaults(page))
    await page.emulateMedia({ colorScheme: 'dark' })
    check('axe in the dark', await axeFaults(page, ['color-contrast']))
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize(phone)
  check('wide on a phone', await overflowOf(page))
  if (locale === 'ru') check('axe on a phone', await axeFaults(page, phoneRules))
  return faults
}

const openWindow = async (browser: Browser, locale: Locale = 'ru') =>
  (await browser.newContext({ locale: locale === 'ru' ? 'ru-RU' : 'en-GB' })).newPage()

/** Walks one person through their pages in both languages; gives all that is wrong on the way. */
const walk = async (
  browser: Browser,
  site: Site,
  email: string,
  stopsOf: (page: Page) => Promise<{ stops: Stop[]; told: string[] }>,
) => {
  const page = await openWindow(browser)
  const complaints = await watchWindow(page, site.url)
  await signInAs(page, site, email)
  const { stops, told } = await stopsOf(page)
  const own = await ownWords(page.context(), site.url, told)
  const faults: string[] = []
  try {
    for (const locale of ['ru', 'en'] as const) {
      await speak(page, site, locale)
      for (const stop of stops) faults.push(...(await faultsOf(page, site.url, stop, locale, own)))
    }
  } finally {
    await speak(page, site, 'ru')
    await page.context().close()
  }
  return [...faults, ...complaints]
}

/** Addresses of what a person has, and the API's answers that hold the people's own words on their pages. */
const things = async (page: Page, { url }: Site) => {
  const communities = await json<{ id: string; role: string | null }[]>(page, `${url}/api/communities`)
  const mine = communities.filter(({ role }) => role !== null).map(({ id }) => `/communities/${id}`)
  const documents = await json<Found[]>(page, `${url}/api/documents`)
  const told = ['/me', '/schools', '/communities', '/documents', '/today']
  for (const path of mine) told.push(path, `${path}/participation`, `${path}/participation?window=year`)
  for (const { id, kind } of documents) {
    told.push(`/documents/${id}`, `/documents/${id}/content`)
    if (kind === 'roadmap') told.push(`/documents/${id}/plan`)
  }
  const of = (wanted: string) => `/documents/${documents.find(({ kind }) => kind === wanted)?.id}`
  return { home: mine[0] ?? '', of, told }
}

const saved = '[data-status="saved"]'

test.describe.configure({ timeout: 180_000 })
// What is wrong stands in the list of faults; recording every step would double the time.
test.use({ trace: 'off' })

const paths = (...list: string[]): Stop[] => list.map((path) => ({ path }))

test('a teacher finds every page whole, in both languages, by day and by night', async ({
  browser,
  demo,
}) => {
  const faults = await walk(browser, demo, 'zhdanova@demo.invalid', async (page) => {
    const { home, of, told } = await things(page, demo)
    const papers = [of('lessonPlan'), of('note')].map((path) => ({ path, ready: saved }))
    const closed = ['/nothing-here', '/network', '/documents/nothing'].map((path) => ({ path, status: 404 }))
    return {
      stops: [
        ...paths('/', '/communities', home, `${home}/documents`, `${home}/members`, `${home}/participation`),
        ...paths('/documents', '/roadmaps', '/schools', '/me', `${home}/participation?how=participants`),
        ...papers,
        ...closed,
      ],
      told,
    }
  })
  expect(faults).toEqual([])
})

test('a methodist finds hers: figures with their sources, and a community that she may manage', async ({
  browser,
  demo,
}) => {
  const faults = await walk(browser, demo, 'lapina@demo.invalid', async (page) => {
    const { home, told } = await things(page, demo)
    const how = (card: string) => `${home}/participation?how=${card}&window=year`
    return {
      stops: paths('/participation', how('documents'), how('schools'), how('continuity'), `${home}/members`),
      told: [...told, `${home}/participation/sources`],
    }
  })
  expect(faults).toEqual([])
})

test('a deputy head finds the roadmap whole, on the desk and on the phone', async ({ browser, demo }) => {
  const faults = await walk(browser, demo, 'orlova@demo.invalid', async (page) => {
    const { of, told } = await things(page, demo)
    return { stops: [{ path: '/' }, { path: of('roadmap'), ready: saved }, { path: '/roadmaps' }], told }
  })
  expect(faults).toEqual([])
})

test('an administrator finds the network, its schools and its people', async ({ browser, demo }) => {
  const faults = await walk(browser, demo, 'sedov@demo.invalid', async (page) => {
    const { told } = await things(page, demo)
    return {
      stops: paths('/', '/network', '/network/schools', '/network/people'),
      told: [...told, '/people', '/network'],
    }
  })
  expect(faults).toEqual([])
})

test('whoever is not in yet finds the doors: to sign in, to an invitation, to a workplace', async ({
  browser,
  demo,
}) => {
  const faults: string[] = []
  for (const locale of ['ru', 'en'] as const) {
    const page = await openWindow(browser, locale)
    const complaints = await watchWindow(page, demo.url)
    // The network's name and goal are its own words.
    await signInAs(page, demo, 'yusupov@demo.invalid')
    const own = await ownWords(page.context(), demo.url, ['/me', '/schools'])
    await page.request.patch(`${demo.url}/api/me`, { headers: { origin: demo.url }, data: { locale } })
    faults.push(...(await faultsOf(page, demo.url, { path: '/workplace' }, locale, own)))
    await page.context().clearCookies()
    for (const path of [
      '/sign-in',
      '/invitation',
      '/invitation/ABCDEFGHJKLM',
      '/start/nothing',
      '/nothing-here',
    ])
      faults.push(...(await faultsOf(page, demo.url, { path }, locale, own)))
    faults.push(...complaints)
    await page.context().close()
  }
  expect(faults).toEqual([])
})
