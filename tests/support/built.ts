import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse, type Node } from 'acorn'
import { must } from 'shared/must'
import { projectFolder } from 'server/env'
import { groupsOf } from '../../web/src/lib/i18n/groups.ts'
import { isLater } from './oldBrowsers.ts'

const client = path.join(projectFolder, 'web', 'build', 'client')
const manifestFile = path.join(projectFolder, 'web/.svelte-kit/output/client/.vite/manifest.json')

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[] }
type Manifest = Record<string, Chunk>

/** Files of the built pages that a browser runs or draws with. */
export const builtFiles = (extension: '.js' | '.css'): { name: string; source: string }[] =>
  readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => ({ name, source: readFileSync(path.join(client, name), 'utf8') }))

const isNode = (value: unknown): value is Node & Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'type' in value

const eachNode = (node: Node & Record<string, unknown>, visit: (node: Record<string, unknown>) => void) => {
  visit(node)
  for (const value of Object.values(node))
    for (const below of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(below)) eachNode(below, visit)
}

/** Is a call of something that the oldest browsers lack? */
const calledLater = ({ callee }: Record<string, unknown>): string | null => {
  if (!isNode(callee) || callee.type !== 'MemberExpression' || callee['computed'] === true) return null
  const { object, property } = callee as unknown as {
    object: Record<string, unknown>
    property: { name: string }
  }
  const owner = object['type'] === 'Identifier' ? String(object['name']) : null
  return isLater(owner, property.name) ? `${owner ?? '…'}.${property.name}()` : null
}

/** What of a script the oldest browsers cannot read (syntax of ES2022 at most, and less in Safari) or do not have. */
export const unknownInScript = (source: string): string[] => {
  const found: string[] = []
  const tree = parse(source, { ecmaVersion: 2022, sourceType: 'module' })
  if (!isNode(tree)) return found
  eachNode(tree, (node) => {
    if (node['type'] === 'StaticBlock') found.push('static block')
    const pattern = (node['regex'] as { pattern: string } | undefined)?.pattern
    if (pattern && /\(\?<[=!]/.test(pattern)) found.push(`look behind in /${pattern}/`)
    const called = node['type'] === 'CallExpression' && calledLater(node)
    if (called) found.push(called)
  })
  return found
}

export const readManifest = (): Manifest => {
  if (!existsSync(manifestFile)) throw new Error(`Build the pages first: ${manifestFile} is absent`)
  return JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
}

/** Files that come with these entries at once, without waiting for anything to be asked for later. */
const filesOf = (manifest: Manifest, keys: readonly string[]): Set<string> => {
  const seen = new Set<string>()
  const queue = [...keys]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    queue.push(...(manifest[key]?.imports ?? []))
  }
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []))
}

const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(client, file))).length, 0) / 1024

const keyOf = (manifest: Manifest, end: string): string => {
  const key = Object.keys(manifest).find((name) => name.endsWith(end))
  if (key === undefined) throw new Error(`The build has no ${end}`)
  return key
}

/** Menus, dialogs and pop-overs: they come after an editor, elsewhere with the first press of a button. */
const boxes = ['MenuList', 'PopoverBox', 'DialogBox', 'ConfirmBox'].map((name) => `lib/ui/${name}.svelte`)

const wordsOf = (group: string): string => `i18n/russian/${group}.ts`

/** Parts of a document that come after its text, with the words that they say. */
const editors = [
  ['lib/editor/LiveDocument.svelte', wordsOf('writing'), wordsOf('status')],
  ['[document]/LivePlan.svelte', 'roadmaps/StaticRoadmap.svelte', wordsOf('roadmaps'), wordsOf('status')],
  ['lib/editor/ReaderRoom.svelte', wordsOf('status')],
  boxes,
]

/** Routes with the numbers of their parts: layouts around, then the page. */
const routesOf = (manifest: Manifest): [string, number[]][] => {
  const app = manifest[keyOf(manifest, 'client-optimized/app.js')]?.file ?? ''
  const source = readFileSync(path.join(client, app), 'utf8')
  const routes = [...source.matchAll(/"(?<route>\/[^"]*)":\[(?<page>-?\d+),\[(?<layouts>[\d,]*)\]/g)]
  return routes.map(({ groups = {} }) => {
    const page = Number(groups['page'])
    // A page with a load of the server is written as the complement of its number.
    const parts = [
      0,
      ...(groups['layouts'] ?? '').split(',').filter(Boolean).map(Number),
      page < 0 ? ~page : page,
    ]
    return [groups['route'] ?? '', parts]
  })
}

/**
 * Kilobytes of gzipped script, the Russian words among it: for every page what it needs before an editor, and for
 * every editor what it adds to the page of a document.
 */
export const scriptSizes = () => {
  const manifest = readManifest()
  const frame = ['client/entry.js', 'client/client-entry.js', 'client-optimized/app.js']
  const filesWith = ([route, parts]: [string, number[]]) =>
    filesOf(manifest, [
      ...[...frame, ...groupsOf(route).map(wordsOf)].map((end) => keyOf(manifest, end)),
      ...parts.map((part) => keyOf(manifest, `nodes/${part}.js`)),
    ])
  const routes = routesOf(manifest)
  const onPage = filesWith(
    must(
      routes.find(([route]) => route.endsWith('/documents/[document]')),
      'the page of a document',
    ),
  )
  return {
    pages: routes.map((route) => ({ name: route[0], size: kilobytes(filesWith(route)) })),
    editors: editors.map((ends) => {
      const keys = ends.map((end) => keyOf(manifest, end))
      const added = [...filesOf(manifest, keys)].filter((file) => !onPage.has(file))
      return {
        name: ends.map((end) => path.basename(end).replace(/\.\w+$/, '')).join(', '),
        size: kilobytes(added),
      }
    }),
  }
}
