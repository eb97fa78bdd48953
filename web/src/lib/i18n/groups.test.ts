import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { russian } from 'shared/i18n/russian'
import { expect, it } from 'vitest'
import { fetchWords, groupsOf, type WordGroup } from './groups.ts'

const source = path.resolve(import.meta.dirname, '../..')
const routes = path.join(source, 'routes')
const shared = path.resolve(source, '../../shared/src')
const domains = Object.keys(russian)

/** Groups that a page fetches by itself once its text is on the screen, or for some kinds of documents alone. */
const fetchedLater: Readonly<Record<string, WordGroup[]>> = {
  '/(house)/documents/[document]': ['writing', 'status', 'comments', 'roadmaps'],
}

const find = (from: string, specifier: string): string[] => {
  const meant = specifier.startsWith('#lib/')
    ? path.join(source, 'lib', specifier.slice(5))
    : specifier.startsWith('shared/')
      ? path.join(shared, `${specifier.slice(7)}.ts`)
      : path.resolve(path.dirname(from), specifier)
  return existsSync(meant) && /\.(ts|svelte)$/.test(meant) ? [meant] : []
}

const read = (file: string) => {
  const text = readFileSync(file, 'utf8')
  const statically = text.matchAll(/(?:import|export)\s+(?!type\b)[^'();]*?from\s+'([^']+)'/g)
  const imports = [...statically, ...text.matchAll(/import\s*\(?'([^']+)'/g)]
  return {
    imports: imports.flatMap(([, specifier = '']) => find(file, specifier)),
    domains: domains.filter((domain) => new RegExp(`['\`]${domain}\\.[A-Za-z$]`).test(text)),
  }
}
const known = new Map<string, ReturnType<typeof read>>()

/** All that a page says, at once or later. */
const domainsOf = (files: string[]): Set<string> => {
  const found = new Set<string>()
  const seen = new Set<string>()
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    // The words themselves are no page; types of the server lead nowhere.
    if (seen.has(file) || file.includes('/i18n/')) continue
    seen.add(file)
    const here = known.get(file) ?? read(file)
    known.set(file, here)
    here.domains.forEach((domain) => found.add(domain))
    files.push(...here.imports)
  }
  return found
}

const filesOf = (folder: string): string[] => {
  const own = ['+page.svelte', '+page.ts', '+layout.svelte', '+layout.ts', '+error.svelte']
  const here = own
    .filter((name) => name.startsWith('+layout') || name.startsWith('+error') || folder.length > 0)
    .map((name) => path.join(folder, name))
  return here.filter((file) => existsSync(file))
}

const pages = globSync('**/+page.svelte', { cwd: routes }).map((file) => {
  const folder = path.dirname(file)
  const above = folder === '.' ? [] : folder.split('/').slice(0, -1)
  const layouts = [routes, ...above.map((_, depth) => path.join(routes, ...above.slice(0, depth + 1)))]
  const files = [
    ...filesOf(path.join(routes, folder)),
    ...layouts.flatMap((layout) => filesOf(layout).filter((name) => !name.includes('+page'))),
  ]
  return { route: `/${folder}`, files }
})

it.each(pages)('the words of $route are fetched with it', async ({ route, files }) => {
  const fetched = await fetchWords('ru', [...groupsOf(route), ...(fetchedLater[route] ?? [])])
  const said = [...domainsOf(files)].sort()
  expect(said.length).toBeGreaterThan(1)
  expect(said.filter((domain) => !(domain in fetched))).toEqual([])
})
