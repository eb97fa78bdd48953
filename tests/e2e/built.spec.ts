import { expect, test } from '@playwright/test'
import { buildPages } from 'server/boot/build'
import { builtFiles, scriptSizes, unknownInScript } from '../support/built.ts'
import { unknownInStyles } from '../support/oldBrowsers.ts'

// DESIGN §7, in kilobytes of gzipped script: what a page may need before an editor, and what an editor may add.
const PAGE = 120
const EDITOR = 220

test.beforeAll(() => buildPages((line) => console.log(line)))

test('the check knows what old browsers lack', () => {
  expect(
    unknownInScript('Object.groupBy(a, b); [].toSorted(); class A { static {} }; /(?<=a)b/'),
  ).toHaveLength(4)
  expect(
    unknownInScript('Object.entries(a).map((b) => b?.c ?? d); class A { #b = 1; static c = 2 }'),
  ).toEqual([])
  const styles = 'a { color: color-mix(in srgb, red, blue); height: 1cqh; b { top: 0 } } c:has(d) { top: 0 }'
  expect(unknownInStyles(styles)).toEqual(['color-mix()', 'cqh', 'nesting', ':has'])
  expect(unknownInStyles('a { height: 100vh; height: 100dvh; display: grid; inset: 0 }')).toEqual([])
})

test('scripts and styles are what Chrome 109, Firefox 115 and Safari 15.6 know', () => {
  const faults = [
    ...builtFiles('.js').flatMap(({ name, source }) =>
      unknownInScript(source).map((what) => `${name}: ${what}`),
    ),
    ...builtFiles('.css').flatMap(({ name, source }) =>
      unknownInStyles(source).map((what) => `${name}: ${what}`),
    ),
  ]
  expect([...new Set(faults)]).toEqual([])
})

test('checks of input stay on the server: their library weighs, and writes code that pages forbid', () => {
  const carrying = builtFiles('.js').filter(({ source }) => source.includes('ZodError'))
  expect(carrying.map(({ name }) => name)).toEqual([])
})

test('pages and editors stay within their weight', () => {
  const { pages, editors } = scriptSizes()
  const line = ({ name, size }: { name: string; size: number }) =>
    `${size.toFixed(1).padStart(7)} KB  ${name}`
  console.log(
    `Script before the editor, gzipped, by page (at most ${PAGE} KB)\n${pages.map(line).join('\n')}`,
  )
  console.log(`What an editor adds (at most ${EDITOR} KB)\n${editors.map(line).join('\n')}`)
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.filter(({ size }) => size > PAGE)).toEqual([])
  expect(editors.filter(({ size }) => size > EDITOR)).toEqual([])
})
