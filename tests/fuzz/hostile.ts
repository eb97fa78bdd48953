import * as Y from 'yjs'
import type { Random } from '../support/random.ts'

type Write = (doc: Y.Doc, random: Random) => void

const anything = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => new Y.Map([['a', 1]]),
    () => new Y.Array(),
    () => new Y.Text('x'),
    () => new Y.XmlText('x'),
    () => new Y.XmlElement('script'),
    () => new Y.XmlElement('paragraph'),
    () => new Y.XmlHook('x'),
    () => new Y.XmlFragment(),
    () => new Y.Doc(),
    () => random.bytes(4),
    () => ({ deep: [{ er: null }] }),
    () => 'javascript:alert(1)',
    () => null,
    () => Number.NaN,
    () => 10n,
  ])()

const bodyOf = (doc: Y.Doc) => doc.getXmlFragment('body')
const elementsIn = (node: Y.XmlFragment): Y.XmlElement[] =>
  node.toArray().flatMap((child) => (child instanceof Y.XmlElement ? [child, ...elementsIn(child)] : []))
const keys = ['level', 'href', 'onclick', 'colspan', '__proto__', 'constructor', 'toString', 'title', '']

const markValues = [
  null,
  5,
  'x',
  [],
  { on: 'x' },
  { href: 'javascript:alert(1)' },
  { href: 'https://example.org/' },
]

const writes: Write[] = [
  (doc, random) => doc.getMap(random.pick(['settings', '__proto__', 'constructor', ''])).set('a', 1),
  (doc, random) => doc.getMap('body').set(random.pick(keys), anything(random)),
  (doc, random) => bodyOf(doc).insert(0, [anything(random) as Y.XmlText]),
  (doc, random) => {
    const elements = elementsIn(bodyOf(doc))
    if (elements.length > 0) random.pick(elements).insert(0, [anything(random) as Y.XmlText])
  },
  (doc, random) => {
    const elements = elementsIn(bodyOf(doc))
    if (elements.length > 0) random.pick(elements).setAttribute(random.pick(keys), anything(random) as string)
  },
  (doc) => {
    const text = elementsIn(bodyOf(doc))
      .flatMap((one) => one.toArray())
      .find((one) => one instanceof Y.XmlText)
    text?.insertEmbed(0, { image: 'x' })
  },
  (doc, random) => {
    const text = elementsIn(bodyOf(doc))
      .flatMap((one) => one.toArray())
      .find((one) => one instanceof Y.XmlText)
    text?.insert(0, 'x', { [random.pick(['blink', 'link', 'bold'])]: random.pick(markValues) })
  },
  (doc, random) => doc.getMap('fields').set(random.pick(['topic', 'minutes', ...keys]), anything(random)),
  (doc, random) => doc.getArray('rows').insert(0, [anything(random)]),
  (doc, random) =>
    doc.getArray('rows').push([new Y.Map([[random.pick(['id', 'title', ...keys]), anything(random)]])]),
  (doc, random) => {
    let parent: Y.XmlFragment = bodyOf(doc)
    for (let depth = 10 ** (1 + random.below(3)); depth > 0; depth--) {
      const quote = new Y.XmlElement('blockquote')
      parent.insert(0, [quote])
      parent = quote
    }
  },
]

/** What a client bent on harm makes with Yjs itself: wrong types at known places, unknown roots, nodes and marks. */
export const writeHostile = (doc: Y.Doc, random: Random): Uint8Array => {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(client)
  try {
    client.transact(() => random.pick(writes)(client, random))
  } catch {
    // Yjs itself refuses some; what it did until then is sent.
  }
  try {
    return Y.encodeStateAsUpdate(client, before)
  } catch {
    return random.bytes(20)
  }
}

type Struct = { client: number; clock: number; bytes: readonly number[] }

const varUint = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128))
  return [...bytes, rest]
}
const varString = (text: string): number[] => {
  const bytes = [...Buffer.from(text)]
  return [...varUint(bytes.length), ...bytes]
}
const encodeStructs = (structs: readonly Struct[]): Uint8Array =>
  Uint8Array.from([
    ...varUint(structs.length),
    ...structs.flatMap(({ client, clock, bytes }) => [1, ...varUint(client), ...varUint(clock), ...bytes]),
    0,
  ])

const GARBAGE = 0
const DELETED = 1
const STRING = 4
const IN_ROOT = 1

/** Updates that no Yjs client would write: forged ids, clocks at the end of numbers, nothing of enormous length. */
export const forge = (random: Random, clients: readonly number[]): Uint8Array => {
  const client = random.pick([
    ...clients,
    0,
    1,
    random.below(2 ** 32),
    2 ** 32,
    2 ** 52,
    Number.MAX_SAFE_INTEGER,
  ])
  const clock = random.pick([0, 0, 0, 1, 5, 2 ** 31, 2 ** 53 - 2])
  const length = random.pick([1, 2, 2 ** 31, 2 ** 32, 2 ** 52, 2 ** 53 - 1])
  const root = random.pick(['body', 'fields', 'rows', 'other', '__proto__'])
  const bytes = random.pick<number[]>([
    [GARBAGE, ...varUint(length)],
    [DELETED, IN_ROOT, ...varString(root), ...varUint(length)],
    [STRING, IN_ROOT, ...varString(root), ...varString('слова')],
    [STRING | 32, IN_ROOT, ...varString(root), ...varString('minutes'), ...varString('45')],
    [10, ...varUint(length)],
    [9, IN_ROOT, ...varString(root), ...varString('guid'), 118, 0],
    [7, IN_ROOT, ...varString(root), random.below(12), ...varString('script')],
    [8 | 32, IN_ROOT, ...varString('fields'), ...varString('minutes'), 1, 119, ...varString('45')],
  ])
  const structs = Array.from({ length: 1 + random.below(2) }, () => ({ client, clock, bytes }))
  return encodeStructs(structs)
}

/** Lists of two clients that nobody knows, in whatever order, with nothing in them but length. */
export const forgeLists = (random: Random): Uint8Array => {
  const list = (): Struct => ({
    client: random.below(2 ** 20),
    clock: 0,
    bytes: [GARBAGE, ...varUint(1 + random.below(40))],
  })
  return encodeStructs([list(), list()])
}
