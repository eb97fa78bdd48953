import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Locale } from 'shared/i18n/translate'
import { must } from 'shared/must'
import { axeFaults, overflowOf, ownWords, untranslated, watchWindow } from '../support/pages.ts'
import { expect, signInAs, test, type Site } from '../support/e2e.ts'
import { openNewHouse } from '../support/newHouse.ts'

const desk = { width: 1366, height: 768 }
const phone = { width: 390, height: 844 }

/** Pages that one person has open side by side: while one waits for the server, another is looked at. */
const LANES = 3

type Stop = {
  path: string
  status?: number
  /** Shown when the page is ready, where the answer alone is not the whole page. */
  ready?: string
}
type Found = { id: string; kind: string; title: string }

const json = async <T>(page: Page, url: string): Promise<T> =>
  (await page.request.get(url)).json() as Promise<T>

const speak = (context: BrowserContext, url: string, locale: Locale) =>
  context.request.patch(`${url}/api/me`, { headers: { origin: url }, data: { locale } })

/** One look at a page: what is wrong with it, each fault in a line. Russian is read by day, English by night. */
const faultsOf = async (page: Page, url: string, stop: Stop, locale: Locale, own: Set<string>) => {
  const faults: string[] = []
  const check = (what: string, wrong: readonly string[] | string | null) => {
    for (const fault of typeof wrong === 'string' ? [wrong] : (wrong ?? []))
      faults.push(`${locale} ${stop.path} ${what}: ${fault}`)
  }
  await page.setViewportSize(desk)
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
  if (locale === 'ru') check('axe', await axeFaults(page))
  else check('axe in the dark', await axeFaults(page, ['color-contrast']))
  await page.setViewportSize(phone)
  check('wide on a phone', await overflowOf(page))
  return faults
}

type Lanes = { pages: Page[]; complaints: string[] }

const openLanes = async (context: BrowserContext, url: string): Promise<Lanes> => {
  const pages = await Promise.all(Array.from({ length: LANES }, () => context.newPage()))
  const complaints = await Promise.all(pages.map((page) => watchWindow(page, url)))
  return {
    pages,
    get complaints() {
      return complaints.flat()
    },
  }
}

/** Looks at all the stops, each lane taking the next that nobody has looked at. */
const lookAt = async ({ pages }: Lanes, url: string, stops: Stop[], locale: Locale, own: Set<string>) => {
  const waiting = [...stops]
  const faults: string[] = []
  const look = async (page: Page) => {
    await page.emulateMedia({ colorScheme: locale === 'ru' ? 'light' : 'dark' })
    for (let stop = waiting.shift(); stop; stop = waiting.shift())
      faults.push(...(await faultsOf(page, url, stop, locale, own)))
  }
  await Promise.all(pages.map(look))
  return faults
}

/** Walks one person through their pages in both languages; gives all that is wrong on the way. */
const walk = async (
  context: BrowserContext,
  site: Site,
  email: string,
  stopsOf: (page: Page) => Promise<{ stops: Stop[]; told: string[] }>,
) => {
  const lanes = await openLanes(context, site.url)
  const first = must(lanes.pages[0], 'a page')
  await signInAs(first, site, email)
  const { stops, told } = await stopsOf(first)
  const own = await ownWords(context, site.url, told)
  const faults: string[] = []
  try {
    for (const locale of ['ru', 'en'] as const) {
      await speak(context, site.url, locale)
      faults.push(...(await lookAt(lanes, site.url, stops, locale, own)))
    }
  } finally {
    await speak(context, site.url, 'ru')
  }
  return [...faults, ...lanes.complaints]
}

/** Addresses of what a person has, and the API's answers that hold the people's own words on their pages. */
const things = async (page: Page, { url }: Site) => {
  const communities = await json<{ id: string; role: string | null }[]>(page, `${url}/api/communities`)
  const mine = communities.filter(({ role }) => role !== null).map(({ id }) => `/communities/${id}`)
  const documents = await json<Found[]>(page, `${url}/api/documents`)
  const told = [
    '/me',
    '/schools',
    '/communities',
    '/documents',
    '/today',
    '/search?q=урок',
    '/search/subjects',
  ]
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
  context,
  demo,
}) => {
  const faults = await walk(context, demo, 'zhdanova@demo.invalid', async (page) => {
    const { home, of, told } = await things(page, demo)
    const papers = [of('lessonPlan'), of('note')].map((path) => ({ path, ready: saved }))
    const closed = ['/nothing-here', '/network', '/documents/nothing'].map((path) => ({ path, status: 404 }))
    return {
      stops: [
        ...paths('/', '/communities', home, `${home}/documents`, `${home}/members`, `${home}/participation`),
        ...paths(
          '/documents',
          '/documents/trash',
          '/roadmaps',
          '/search?q=урок',
          '/schools',
          '/me',
          '/connection',
          '/check?code=1234512345',
          '/kept',
          `${home}/participation?how=participants`,
        ),
        ...papers,
        ...closed,
      ],
      told,
    }
  })
  expect(faults).toEqual([])
})

test('a methodist finds hers: figures with their sources, and a community that she may manage', async ({
  context,
  demo,
}) => {
  const faults = await walk(context, demo, 'lapina@demo.invalid', async (page) => {
    const { home, told } = await things(page, demo)
    const how = (card: string) => `${home}/participation?how=${card}&window=year`
    return {
      stops: paths('/participation', how('documents'), how('schools'), how('continuity'), `${home}/members`),
      told: [...told, `${home}/participation/sources`],
    }
  })
  expect(faults).toEqual([])
})

test('a deputy head finds the roadmap whole, on the desk and on the phone', async ({ context, demo }) => {
  const faults = await walk(context, demo, 'orlova@demo.invalid', async (page) => {
    const { of, told } = await things(page, demo)
    return { stops: [{ path: '/' }, { path: of('roadmap'), ready: saved }, { path: '/roadmaps' }], told }
  })
  expect(faults).toEqual([])
})

test('an administrator finds the network, its schools and its people', async ({ context, demo }) => {
  const faults = await walk(context, demo, 'sedov@demo.invalid', async (page) => {
    const { told } = await things(page, demo)
    return {
      stops: paths('/', '/network', '/network/schools', '/network/people'),
      told: [...told, '/people', '/network'],
    }
  })
  expect(faults).toEqual([])
})

/** Looks at doors in both languages, as the browser of a stranger asks for them. */
const lookFromOutside = async (browser: Browser, url: string, stops: Stop[], own: Set<string>) => {
  const faults: string[] = []
  for (const locale of ['ru', 'en'] as const) {
    const context = await browser.newContext({ locale: locale === 'ru' ? 'ru-RU' : 'en-GB' })
    const lanes = await openLanes(context, url)
    faults.push(...(await lookAt(lanes, url, stops, locale, own)), ...lanes.complaints)
    await context.close()
  }
  return faults
}

test('whoever is not in yet finds the doors: to sign in, to a new password, to a workplace', async ({
  browser,
  context,
  demo,
}) => {
  const faults = await walk(context, demo, 'yusupov@demo.invalid', () =>
    Promise.resolve({ stops: paths('/workplace'), told: ['/me', '/schools'] }),
  )
  // The network's name and goal are its own words.
  const own = await ownWords(context, demo.url, ['/me', '/schools'])
  const shut = ['/invitation/ABCDEFGHJKLM', '/password/nothing', '/start/nothing', '/nothing-here']
  faults.push(...(await lookFromOutside(browser, demo.url, paths('/sign-in', '/invitation', ...shut), own)))
  expect(faults).toEqual([])
})

test('who starts a house finds every step, and whom they invite the door', async ({ browser, context }) => {
  const house = await openNewHouse()
  const { url } = house
  const give = async <T>(path: string, data: object): Promise<T> => {
    const answer = await context.request.post(`${url}/api${path}`, { headers: { origin: url }, data })
    expect(answer.ok(), path).toBe(true)
    return answer.json() as Promise<T>
  }
  const lanes = await openLanes(context, url)
  const look = async (...stops: string[]) => {
    const own = await ownWords(context, url, ['/me', '/schools'])
    const faults: string[] = []
    for (const locale of ['ru', 'en'] as const) {
      await speak(context, url, locale)
      faults.push(...(await lookAt(lanes, url, paths(...stops), locale, own)))
    }
    return faults
  }
  try {
    const start = new URL(house.link).pathname
    const faults = await lookFromOutside(browser, url, paths(start), new Set())
    const account = { lastName: 'Гусев', firstName: 'Олег', patronymic: '', email: 'gusev@krug.test' }
    const token = must(start.split('/').pop(), 'the token')
    await give(`/invitations/${token}/accept`, { ...account, password: 'три сосны над рекой' })
    faults.push(...(await look('/start/network')))
    await give('/network', { name: 'Округ', goal: 'Писать уроки вместе', timeZone: 'Europe/Moscow' })
    const school = await give<{ id: string }>('/schools', { shortName: 'Школа № 5', locality: 'Ключи' })
    const home = await give<{ id: string }>('/communities', { name: 'Физики', goal: 'Писать уроки вместе' })
    faults.push(...(await look('/start/schools', `/communities/${home.id}`, '/', '/network')))
    const invitation = { schoolId: school.id, role: 'member' }
    const { link } = await give<{ link: string }>(`/communities/${home.id}/invitations`, invitation)
    const door = new URL(link).pathname
    const own = await ownWords(context, url, ['/me', '/schools', door.replace('invitation', 'invitations')])
    faults.push(...(await lookFromOutside(browser, url, paths(door), own)), ...lanes.complaints)
    expect(faults).toEqual([])
  } finally {
    await house.close()
  }
})
