import browserData, {
  type CompatStatement,
  type Identifier,
} from '@mdn/browser-compat-data' with { type: 'json' }
import postcss, { type Declaration, type Rule } from 'postcss'

/** The oldest browsers that schools still run (Windows 7 stops at Chrome 109 and Firefox 115). */
export const oldest = { chrome: 109, firefox: 115, safari: 15.6 } as const

/** Features whose absence changes nothing that anybody needs; each says what happens without it. */
const graceful = new Map([
  ['text-size-adjust', 'phones may enlarge text a little'],
  ['print-color-adjust', 'tints are left out on paper unless asked for'],
  ['forced-color-adjust', 'the system draws its own colours'],
  ['user-select', 'labels of buttons can be selected'],
  ['bottom-right', 'sheets have no page number'],
  ['page', 'a plan is printed upright, not lengthwise'],
  ['size', 'a plan is printed upright, not lengthwise'],
  ['break-after: avoid', 'a heading may end a sheet'],
  ['print-color-adjust: exact', 'tints are left out on paper unless asked for'],
  ['accent-color', 'ticks have the colour of the system'],
  ['content-visibility', 'rows out of sight are drawn too'],
  ['content-visibility: auto', 'rows out of sight are drawn too'],
  ['content-visibility: visible', 'rows out of sight are drawn too'],
  ['contain-intrinsic-size', 'rows out of sight are drawn too'],
])

const parse = (version: string): number => parseFloat(version.replace('≤', ''))

const standsIn = (statement: CompatStatement | undefined): boolean =>
  !statement ||
  Object.entries(oldest).every(([browser, version]) => {
    const found = statement.support[browser as keyof typeof oldest]
    const entries = (Array.isArray(found) ? found : [found]).filter((entry) => entry !== undefined)
    return entries.some(({ version_added, version_removed, flags }) => {
      const isGone = typeof version_removed === 'string' && parse(version_removed) <= version
      return typeof version_added === 'string' && parse(version_added) <= version && !isGone && !flags
    })
  })

const at = (tree: Identifier | undefined, ...path: string[]): CompatStatement | undefined =>
  path.reduce<Identifier | undefined>((node, name) => node?.[name], tree)?.__compat

const { css, javascript } = browserData
const typeOf = new Map(
  Object.values(css['types'] ?? {}).flatMap((type) =>
    Object.keys(type).map((name) => [name, at(type as Identifier, name)] as const),
  ),
)

const lacking = (name: string, statement: CompatStatement | undefined): string[] =>
  graceful.has(name) || standsIn(statement) ? [] : [name]

const inDeclaration = ({ prop, value }: Declaration): string[] => {
  const functions = [...value.matchAll(/([a-z][a-z-]*)\(/g)].map(([, name = '']) => name)
  const units = [...value.matchAll(/\d(cq[whib]|cqmin|cqmax|r?lh|r?cap)\b/g)].map(([, unit = '']) => unit)
  return [
    ...lacking(prop, at(css['properties'], prop)),
    ...(/^[a-z-]+$/.test(value) ? lacking(`${prop}: ${value}`, at(css['properties'], prop, value)) : []),
    ...functions.flatMap((name) => lacking(`${name}()`, typeOf.get(name) ?? at(css['types'], name))),
    ...units,
  ]
}

const inSelector = ({ selector, parent }: Rule): string[] => {
  const nested = parent?.type === 'rule' ? ['nesting'] : []
  const names = [...selector.matchAll(/::?([a-z][a-z-]*)/g)].map(([, name = '']) => name)
  return [...nested, ...names.flatMap((name) => lacking(`:${name}`, at(css['selectors'], name)))]
}

/** An earlier declaration of the same property in the same rule is what an old browser takes instead. */
const hasFallback = (declaration: Declaration): boolean => {
  const before = declaration.parent?.nodes.slice(0, declaration.parent.index(declaration)) ?? []
  return before.some((node) => node.type === 'decl' && node.prop === declaration.prop)
}

/** What of a stylesheet the oldest browsers do not know and cannot do without. */
export const unknownInStyles = (source: string): string[] => {
  const found: string[] = []
  const tree = postcss.parse(source)
  tree.walk((node) => {
    for (let above = node.parent; above; above = above.parent as typeof above)
      if (above.type === 'atrule' && 'name' in above && above.name === 'supports') return
    if (node.type === 'atrule') found.push(...lacking(node.name, at(css['at-rules'], node.name)))
    if (node.type === 'rule') found.push(...inSelector(node))
    if (node.type === 'decl' && !hasFallback(node)) found.push(...inDeclaration(node))
  })
  // What a rule in `@supports not` stands in for is answered.
  const answered = [...source.matchAll(/@supports not ?([^{]*)\{/g)].map(([, asked = '']) => asked).join(' ')
  return found.filter((name) => !name.endsWith('()') || !answered.includes(name.slice(0, -1)))
}

const builtins = javascript['builtins']

/** Static functions by both names («Object.groupBy»), methods by their own where no older thing is called so. */
const later = (() => {
  const missing = new Set<string>()
  const known = new Set<string>()
  for (const [owner, members] of Object.entries(builtins ?? {}))
    for (const name of Object.keys(members)) {
      const statement = at(members as Identifier, name)
      if (!statement) continue
      if (standsIn(statement)) known.add(name)
      else missing.add(name).add(`${owner}.${name}`)
    }
  for (const name of known) missing.delete(name)
  return missing
})()

/** Is the called name a built-in that the oldest browsers lack? `owner` is the name before the point, if it is one. */
export const isLater = (owner: string | null, name: string): boolean =>
  !askedFor.has(name) && (later.has(`${owner}.${name}`) || (later.has(name) && !ambiguous.has(name)))

/** Names that our own and the libraries' objects have too. */
const ambiguous = new Set(
  'difference dispose drop error escape intersection move pause raw take toArray try union use with'.split(
    ' ',
  ),
)

/** Whoever calls these looks first whether they are there. */
const askedFor = new Set(['captureStackTrace', 'fromBase64', 'toBase64'])
