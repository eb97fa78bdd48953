import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from '@playwright/test'
import { english } from 'shared/i18n/english'
import type { Locale } from 'shared/i18n/translate'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong and calls serious or critical, one line each. `rules` narrows the search. */
export const axeFaults = async (page: Page, rules?: string[]): Promise<string[]> => {
  await page.evaluate(`if (!window.axe) { ${axeSource} }`)
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  const violations: { id: string; impact: string; nodes: { html: string; target: unknown[] }[] }[] =
    await page.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations)`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${String(target)} ${html.slice(0, 160)}`),
    )
}

/** By how many pixels the page is wider than its window, and what sticks out of it. */
export const overflowOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return null
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`)
    return `${root.scrollWidth - root.clientWidth} px: ${wide.slice(0, 4).join(', ')}`
  })

/** Everything a page says: its text, seen or only heard, and the words of its attributes. */
const saidBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said = [document.title]
    // Words marked as being of another language are meant to be.
    const isQuiet = (node: Node) =>
      node.parentElement?.closest('script, style, noscript, body [lang]') !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!isQuiet(node) && node.textContent?.trim()) said.push(node.textContent.trim())
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-placeholder', 'data-hint'])
        if (element.getAttribute(name)) said.push(String(element.getAttribute(name)))
    return said
  })

const keys = Object.entries(english).flatMap(([domain, words]) =>
  Object.keys(words).map((key) => `${domain}.${key}`),
)

const russianWord = /\p{Script=Cyrillic}+/gu

const wordsOf = (text: string): string[] => text.toLowerCase().match(russianWord) ?? []

/** Russian words of people's own: whatever the API tells this person, for of its own it speaks in codes. */
export const ownWords = async (
  context: BrowserContext,
  url: string,
  paths: string[],
): Promise<Set<string>> => {
  const answers = await Promise.all(paths.map((path) => context.request.get(`${url}/api${path}`)))
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  return new Set(texts.flatMap(wordsOf))
}

/** Words that a page says in no language or in the wrong one. `own` are the people's Russian words. */
export const untranslated = async (page: Page, locale: Locale, own: Set<string>): Promise<string[]> => {
  const said = await saidBy(page)
  const raw = said.filter((text) => keys.some((key) => text.includes(key)))
  // The name of the other language is written in that language.
  const foreign = (text: string) => wordsOf(text).filter((word) => !own.has(word) && word !== 'русский')
  const russian = locale === 'en' ? said.filter((text) => foreign(text).some((word) => word.length > 1)) : []
  return [...raw, ...russian]
}

/** What a browser window complains of or asks of others, kept while pages come and go. */
export const watchWindow = async (page: Page, url: string) => {
  const faults: string[] = []
  const note = (what: string) => faults.push(`${new URL(page.url()).pathname}: ${what}`)
  const isForeign = (asked: string) =>
    !/^(data|blob):/.test(asked) && new URL(asked).host !== new URL(url).host
  page.on('request', (request) => {
    if (isForeign(request.url())) note(`asked ${request.url()}`)
  })
  page.on('websocket', (socket) => {
    if (isForeign(socket.url())) note(`asked ${socket.url()}`)
  })
  page.on('console', (message) => {
    // A page that is not there is a 404 itself, and the browser says so.
    const isItself = message.location().url === page.url() && message.text().includes('404')
    if (['error', 'warning'].includes(message.type()) && !isItself) note(message.text())
  })
  page.on('pageerror', (error) => note(error.message))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`${event.violatedDirective} forbids ${event.blockedURI}`),
    )
  })
  return faults
}
