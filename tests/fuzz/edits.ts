import { newId } from 'db/id'
import { documentFields } from 'shared/documents/fields'
import { actionStatuses, directions, stages } from 'shared/roadmaps/words'
import * as Y from 'yjs'
import type { Random } from '../support/random.ts'

type Edit = (doc: Y.Doc, random: Random) => void

const words = ['урок ', 'круг ', 'задача ', 'ё', '🙂', '\u0301', 'x\n', ' ']

const element = (name: string, children: (Y.XmlElement | Y.XmlText)[], attributes: object = {}) => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children)
  return made
}
const paragraph = (random: Random) => element('paragraph', [new Y.XmlText(random.pick(words))])

const blocks: ((random: Random) => Y.XmlElement)[] = [
  paragraph,
  (random) => element('heading', [new Y.XmlText('Цель')], { level: 1 + random.below(3) }),
  (random) => element('blockquote', [paragraph(random)]),
  (random) => element('bulletList', [element('listItem', [paragraph(random)])]),
  (random) => element('table', [element('tableRow', [element('tableCell', [paragraph(random)])])]),
  (random) =>
    element('taskList', [element('taskItem', [paragraph(random)], { checked: random.chance(0.5) })]),
]

const textsIn = (node: Y.XmlFragment): Y.XmlText[] =>
  node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : textsIn(child as Y.XmlElement)))

const bodyOf = (doc: Y.Doc) => doc.getXmlFragment('body')
const fieldsOf = (doc: Y.Doc) => doc.getMap<unknown>('fields')
const rowsOf = (doc: Y.Doc) => doc.getArray<Y.Map<unknown>>('rows')

const addBlock: Edit = (doc, random) =>
  bodyOf(doc).insert(random.below(bodyOf(doc).length + 1), [random.pick(blocks)(random)])

const wordsIn = (text: Y.Text): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => String(insert)).join('')

/**
 * Where an editor would put a cursor: never between the halves of a sign. Yjs cuts there without asking, and where the cut
 * leaves no trace for others (a mark taken away that is not there) only the screen that cut shows “��”.
 */
const whole = (text: Y.Text, place: number): number =>
  /[\uD800-\uDBFF]/.test(wordsIn(text).charAt(place - 1)) ? place - 1 : place
const placeIn = (text: Y.Text, random: Random) => whole(text, random.below(text.length + 1))
/** How many letters from there on, of at most so many. */
const reach = (text: Y.Text, at: number, most: number) => whole(text, Math.min(text.length, at + most)) - at

const inText = (change: (text: Y.XmlText, at: number, random: Random) => void): Edit => {
  return (doc, random) => {
    const texts = textsIn(bodyOf(doc))
    if (texts.length === 0) {
      addBlock(doc, random)
      return
    }
    const text = random.pick(texts)
    change(text, placeIn(text, random), random)
  }
}
const type = inText((text, at, random) => text.insert(at, random.pick(words)))
const erase = inText((text, at) => {
  if (at < text.length) text.delete(at, reach(text, at, 3))
})
const embolden = inText((text, at, random) => {
  const mark = random.pick([{ bold: {} }, { bold: null }, { link: { href: 'https://example.org/' } }])
  if (at < text.length) text.format(at, reach(text, at, 4), mark)
})

const removeBlock: Edit = (doc, random) => {
  if (bodyOf(doc).length > 3) bodyOf(doc).delete(random.below(bodyOf(doc).length), 1)
}

const texts = documentFields.lessonPlan.filter((field) => field.shape === 'text').slice(0, 3)
const writeField: Edit = (doc, random) => {
  const { name } = random.pick(texts)
  const field = fieldsOf(doc).get(name)
  if (field instanceof Y.Text) field.insert(placeIn(field, random), random.pick(words))
  else fieldsOf(doc).set(name, new Y.Text(random.pick(words)))
}
const choose: Edit = (doc, random) => {
  if (random.chance(0.3)) fieldsOf(doc).delete('minutes')
  else fieldsOf(doc).set('minutes', random.pick(['40', '45']))
}

const addRow: Edit = (doc, random) => {
  const row = new Y.Map<unknown>()
  row.set('id', newId())
  row.set('order', 'a0')
  row.set('title', new Y.Text(random.pick(words)))
  row.set('directions', new Y.Map([[random.pick(directions), true]]))
  rowsOf(doc).push([row])
}
const inRow = (change: (row: Y.Map<unknown>, random: Random) => void): Edit => {
  return (doc, random) => {
    if (rowsOf(doc).length === 0) addRow(doc, random)
    else change(rowsOf(doc).get(random.below(rowsOf(doc).length)), random)
  }
}
const setCell = inRow((row, random) => {
  const [key, value] = random.pick([
    ['status', random.pick(actionStatuses)],
    ['stage', random.pick(stages)],
    ['planCount', random.below(100)],
    ['dateTo', '2026-11-30'],
  ] as const)
  row.set(key, value)
})
const tick = inRow((row, random) => {
  const set = row.get('directions')
  const direction = random.pick(directions)
  if (!(set instanceof Y.Map)) row.set('directions', new Y.Map([[direction, true]]))
  else if (set.has(direction)) set.delete(direction)
  else set.set(direction, true)
})
const writeTitle = inRow((row, random) => {
  const title = row.get('title')
  if (title instanceof Y.Text) title.insert(placeIn(title, random), random.pick(words))
})
const removeRow: Edit = (doc, random) => {
  if (rowsOf(doc).length > 2) rowsOf(doc).delete(random.below(rowsOf(doc).length), 1)
}

const common = [type, type, type, type, erase, erase, addBlock, removeBlock, writeField, choose]
const all: Edit[] = [...common, addRow, setCell, setCell, tick, writeTitle, removeRow]

/** Changes a lesson plan at random, as its editor could; `formats` also sets and takes away marks. */
export const editAtRandom = (doc: Y.Doc, random: Random, { formats }: { formats: boolean }): void => {
  const edit = random.pick(formats ? [...all, embolden, embolden] : all)
  doc.transact(() => edit(doc, random))
}

/** The update that one random change makes on top of `doc`; `doc` stays as it is. */
export const editOf = (doc: Y.Doc, random: Random, clientId?: number): Uint8Array => {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
  if (clientId !== undefined) client.clientID = clientId
  const made: Uint8Array[] = []
  client.on('update', (update: Uint8Array) => made.push(update))
  editAtRandom(client, random, { formats: true })
  return made[0] ?? Y.encodeStateAsUpdate(client)
}
