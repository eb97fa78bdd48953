import { limits } from 'server/sync/limits'
import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from 'shared/protocol/frames'
import { writePresence } from 'shared/protocol/presence'
import * as Y from 'yjs'
import { addParagraph } from '../support/raw.ts'

const MB = 1024 * 1024
/** An update of so many bytes is still judged where the rooms are. */
const SHORT_BYTES = limits.longBytes

const varUint = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128))
  return [...bytes, rest]
}

const written = (write: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => write(doc))
  return Y.encodeStateAsUpdate(doc)
}

/** So many short paragraphs, all of this name or the last alone. */
export const paragraphs = (count: number, name: string, last = name): Uint8Array =>
  written((doc) => {
    const all = Array.from({ length: count }, (_, index) => {
      const paragraph = new Y.XmlElement(index === count - 1 ? last : name)
      paragraph.insert(0, [new Y.XmlText('а')])
      return paragraph
    })
    doc.getXmlFragment('body').insert(0, all)
  })

const nested = (depth: number, name: string): Uint8Array =>
  written((doc) => {
    let parent: Y.XmlFragment = doc.getXmlFragment('body')
    for (let level = 0; level < depth; level++) {
      const child = new Y.XmlElement(name)
      parent.insert(0, [child])
      parent = child
    }
  })

/** Two who by turns put a letter behind the other's: no struct of one can be taken before one of the other. */
const braided = (turns: number): Uint8Array => {
  const structs = (client: number, other: number): number[] =>
    Array.from({ length: turns }, (_, n) => {
      const isFirst = n === 0 && client < other
      const behind = client < other ? n - 1 : n
      const place = isFirst ? [4, 1, 4, 98, 111, 100, 121] : [132, ...varUint(other), ...varUint(behind)]
      return [...place, 1, 97]
    }).flat()
  const list = (client: number, other: number) => [
    ...varUint(turns),
    ...varUint(client),
    0,
    ...structs(client, other),
  ]
  return Uint8Array.from([2, ...list(7, 8), ...list(8, 7), 0])
}

/** Deletions of single letters that nobody has written. */
const deletions = (count: number): Uint8Array =>
  Uint8Array.from([
    0,
    1,
    5,
    ...varUint(count),
    ...Array.from({ length: count }, (_, n) => [...varUint(2 * n), 1]).flat(),
  ])

/** A value inside a value inside a value … */
const deepValue = (depth: number): Uint8Array =>
  Uint8Array.from([
    ...[1, 1, 5, 0, 8, 1, ...varUint(4), ...Buffer.from('rows'), 1],
    ...Array.from({ length: depth }, () => [117, 1]).flat(),
    ...[126, 0],
  ])

const underManyClients = (count: number): Uint8Array =>
  Y.mergeUpdates(
    Array.from({ length: count }, (_, index) => {
      const doc = new Y.Doc()
      doc.clientID = index + 1
      doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')])
      return Y.encodeStateAsUpdate(doc)
    }),
  )

const vectorOf = (clients: number): Uint8Array =>
  Uint8Array.from([
    ...varUint(clients),
    ...Array.from({ length: clients }, (_, n) => [...varUint(n + 1), 5]).flat(),
  ])

const presences = (count: number): Uint8Array =>
  writePresence(Array.from({ length: count }, (_, n) => ({ clientId: n + 1, clock: 1, state: '{}' })))

const formatted = (marks: number, bold: unknown): Uint8Array =>
  written((doc) => {
    const text = new Y.XmlText('а'.repeat(marks))
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    doc.getXmlFragment('body').insert(0, [paragraph])
    for (let at = 0; at < marks; at += 2) text.format(at, 1, { bold })
  })

const hex = (bytes: string) => Buffer.from(bytes, 'hex')

/** What has killed, hung or filled servers of Yjs, and what would be long to judge: frames by what is wrong with them. */
export const strangeFrames: readonly { name: string; make: () => Uint8Array }[] = [
  {
    name: 'words that are no update (yjs#479)',
    make: () => encodeUpdate(Buffer.from('garbagedoc', 'base64')),
  },
  { name: 'no bytes (yjs#498)', make: () => encodeUpdate(new Uint8Array()) },
  {
    name: 'run lengths without end (yjs#687)',
    make: () => encodeUpdate(hex('00010000000001000100010200001602000001fdffffffff7f0000')),
  },
  {
    name: 'version 2 of the format',
    make: () => {
      const doc = new Y.Doc()
      for (let n = 0; n < 2_000; n++) addParagraph(`${n}`)(doc)
      return encodeUpdate(Y.encodeStateAsUpdateV2(doc))
    },
  },
  { name: 'three thousand quotes in each other', make: () => encodeUpdate(nested(3_000, 'blockquote')) },
  { name: 'thirty thousand quotes in each other', make: () => encodeUpdate(nested(30_000, 'blockquote')) },
  { name: 'a value in a million others', make: () => encodeUpdate(deepValue(1_000_000)) },
  { name: 'a value in a hundred thousand others', make: () => encodeUpdate(deepValue(100_000)) },
  {
    name: 'short unknown nodes, as many as are judged at once',
    make: () => encodeUpdate(paragraphs(SHORT_BYTES / 40, 'script')),
  },
  {
    name: 'short paragraphs, as many as are judged at once, the last unknown',
    make: () => encodeUpdate(paragraphs(SHORT_BYTES / 44, 'paragraph', 'script')),
  },
  {
    name: 'forty thousand short paragraphs, the last unknown',
    make: () => encodeStep2(paragraphs(40_000, 'paragraph', 'script')),
  },
  { name: 'letters that wait for each other', make: () => encodeUpdate(braided(SHORT_BYTES / 16)) },
  { name: 'many letters that wait for each other', make: () => encodeUpdate(braided(100_000)) },
  { name: 'deletions of nothing', make: () => encodeUpdate(deletions(SHORT_BYTES / 4)) },
  { name: 'a million deletions of nothing', make: () => encodeUpdate(deletions(1_000_000)) },
  {
    name: 'a text bold here and there, as many times as is judged at once',
    make: () => encodeUpdate(formatted(SHORT_BYTES / 38, {})),
  },
  { name: 'the same with a mark that is none', make: () => encodeUpdate(formatted(SHORT_BYTES / 38, true)) },
  { name: 'one under a thousand client ids', make: () => encodeUpdate(underManyClients(1_000)) },
  { name: 'one under twelve thousand client ids', make: () => encodeUpdate(underManyClients(12_000)) },
  { name: 'ten megabytes of nothing', make: () => encodeUpdate(new Uint8Array(10 * MB)) },
  { name: 'ten megabytes without an end', make: () => encodeStep2(new Uint8Array(10 * MB).fill(255)) },
  { name: 'a question of ninety thousand clients', make: () => encodeStep1(vectorOf(90_000)) },
  { name: 'a question of a million clients', make: () => encodeStep1(vectorOf(1_000_000)) },
  { name: 'ten thousand presences', make: () => encodeAwareness(presences(10_000)) },
  {
    name: 'a presence of fifteen megabytes',
    make: () =>
      encodeAwareness(writePresence([{ clientId: 1, clock: 1, state: `"${'x'.repeat(15 * MB)}"` }])),
  },
  { name: 'seventeen megabytes', make: () => encodeUpdate(new Uint8Array(17 * MB)) },
]
