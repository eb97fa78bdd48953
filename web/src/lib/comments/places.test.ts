import { Fragment, type Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { canJoin, canSplit } from '@tiptap/pm/transform'
import type { Anchor } from 'shared/comments/anchor'
import { anchorInput } from 'shared/comments/inputs'
import { bare, wordsBetween } from 'shared/comments/words'
import { editorSchema } from 'shared/documents/schema/editor'
import { must } from 'shared/must'
import { expect, test } from 'vitest'
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { createRandom, seedOf, type Random } from '../../../../tests/support/random.ts'
import { findAgain, followOwn, placeOf } from './places.ts'
import { anchorAt, lettersIn, runsOf, type Bound } from './positions.ts'
import type { Marked } from './surface.ts'

/** Somebody's editor: the text as ProseMirror has it, tied to her copy of the document as the binding ties it. */
const anEditor = (from?: Y.Doc) => {
  const doc = new Y.Doc()
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  const type = doc.getXmlFragment('body')
  const read = () => initProseMirrorDoc(type, editorSchema)
  let drawn = read()
  const editor = {
    get bound(): Bound {
      return { doc, type, mapping: drawn.mapping }
    },
    state: EditorState.create({ doc: drawn.doc }),
    /** Writes what the editor has into the document, as the binding does after every transaction. */
    write: () => doc.transact(() => updateYFragment(doc, type, editor.state.doc, drawn.meta), 'editor'),
    /** Takes in what others wrote. */
    take: (other: Y.Doc) => {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))
      drawn = read()
      editor.state = EditorState.create({ doc: drawn.doc })
    },
  }
  return editor
}
type TestEditor = ReturnType<typeof anEditor>

const node = (name: string, ...children: Node[]) =>
  must(editorSchema.nodes[name], name).createChecked(null, Fragment.from(children))
const paragraph = (words: string) => node('paragraph', ...(words ? [editorSchema.text(words)] : []))

const LETTERS = Array.from('абвгдежзиклмнопрстуфхцчшщэюя')
const wordOf = (random: Random) =>
  Array.from({ length: 3 + random.below(9) }, () => random.pick(LETTERS)).join('')
const sentence = (random: Random) =>
  Array.from({ length: 4 + random.below(12) }, () => wordOf(random)).join(' ')

/** Words that nobody else writes: capital letters, each once in a document. */
const marks = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))

const start = (random: Random) => {
  const editor = anEditor()
  const cell = () => node('tableCell', paragraph(sentence(random)))
  const table = node('table', ...[0, 1, 2].map(() => node('tableRow', cell(), cell(), cell())))
  const texts = Array.from({ length: 8 }, () => paragraph(sentence(random)))
  editor.state = EditorState.create({ doc: node('doc', ...texts, table) })
  editor.write()
  return editor
}

const textblocks = (doc: Node): { at: number; size: number }[] => {
  const found: { at: number; size: number }[] = []
  doc.descendants((one, at) => {
    if (one.isTextblock) found.push({ at: at + 1, size: one.content.size })
  })
  return found
}

/** One edit of a colleague, of any kind that an editor offers, never one that deletes a whole quote on purpose. */
const editAtRandom = ({ state }: TestEditor, random: Random) => {
  const { tr } = state
  const block = random.pick(textblocks(state.doc))
  const from = block.at + random.below(block.size + 1)
  const to = Math.min(block.at + block.size, from + random.below(6))
  // Else nothing of the quotes would be left after a few hundred edits.
  const spares = /[A-Z]/.test(state.doc.textBetween(from, to)) && random.chance(0.9)
  const kind = spares ? 0 : random.below(20)
  if (kind < 9) tr.insertText(random.chance(0.5) ? wordOf(random) : random.pick(LETTERS), from)
  else if (kind < 12) tr.delete(from, to)
  else if (kind < 14) {
    const bold = must(editorSchema.marks['bold'], 'bold').create()
    if (random.chance(0.6)) tr.addMark(from, to, bold)
    else tr.removeMark(block.at, block.at + block.size, bold)
  } else if (kind < 16 && canSplit(state.doc, from)) tr.split(from)
  else if (kind < 18 && canJoin(state.doc, block.at - 1)) tr.join(block.at - 1)
  else if (kind === 18) tr.insert(block.at - 1, paragraph(sentence(random)))
  else tr.insertText(' ', from)
  return tr
}

/** The marked letters that are left, in order, and where the first and last of them stand. */
const oracle = (doc: Node, letters: readonly string[]) => {
  const runs = runsOf(doc)
  const places = letters.flatMap((letter) => {
    const run = runs.find(({ words }) => words.includes(letter))
    return run ? [run.at + run.words.indexOf(letter)] : []
  })
  return places.length === 0 ? null : { from: Math.min(...places), to: Math.max(...places) + 1 }
}

type Thread = Marked & { letters: string[] }

/** Puts marked words into the text and comments them. */
const comment = (editor: TestEditor, random: Random, letters: string[]): Thread => {
  const block = random.pick(textblocks(editor.state.doc))
  const at = block.at + random.below(block.size + 1)
  editor.state = editor.state.apply(editor.state.tr.insertText(letters.join(' '), at))
  editor.write()
  const range = must(lettersIn(editor.state.doc, { from: at, to: at + letters.length * 2 - 1 }), 'letters')
  const anchor = must(anchorAt(editor.bound, range), 'an anchor')
  expect(anchorInput.safeParse(anchor).success).toBe(true)
  return { id: letters.join(''), anchor, quote: letters.join(' '), copies: 0, isChosen: false, letters }
}

/** What the screen of the author of an edit does with the anchors of threads: it follows its own edits exactly. */
const write = (editor: TestEditor, threads: readonly Thread[], random: Random) => {
  const before = threads.map((thread) => placeOf(editor.bound, editor.state.doc, thread))
  const transaction = editAtRandom(editor, random)
  editor.state = editor.state.apply(transaction)
  editor.write()
  const { mapping } = transaction
  for (const [index, thread] of threads.entries()) {
    const place = before[index]
    if (!place) continue
    const mapped = { from: mapping.map(place.from, 1), to: mapping.map(place.to, -1) }
    thread.anchor = followOwn(editor.bound, thread, mapped) ?? thread.anchor
  }
}

const EDITS = process.env.KRUG_TEST_LONG ? 10_000 : 1_000
const seed = seedOf()

test(`comments stay on their words through ${EDITS} edits by others, split and joined paragraphs among them (KRUG_SEED=${seed})`, () => {
  const random = createRandom(seed)
  const editors = [start(random)]
  const first = must(editors[0], 'an editor')
  const threads = [0, 4, 8, 12, 16, 20].map((at) => comment(first, random, marks.slice(at, at + 4)))
  editors.push(anEditor(first.bound.doc), anEditor(first.bound.doc))
  const lost: string[] = []
  for (let edit = 0; edit < EDITS; edit++) {
    const writer = random.pick(editors)
    write(writer, threads, random)
    for (const other of editors) if (other !== writer) other.take(writer.bound.doc)
    for (const { bound, state } of editors)
      for (const thread of threads) {
        const [found, wanted] = [placeOf(bound, state.doc, thread), oracle(state.doc, thread.letters)]
        const range = found && { from: found.from, to: found.to }
        // What is left between deleted ends may be letters of others: the marked ones must be in it.
        const isOn = wanted ? range && range.from <= wanted.from && range.to >= wanted.to : true
        if (!isOn)
          lost.push(`edit ${edit}: ${thread.id} at ${JSON.stringify(range)}, not ${JSON.stringify(wanted)}`)
        const words = range ? bare(wordsBetween(runsOf(state.doc), range)) : ''
        // And not ever more than was written between them.
        if (wanted && words === bare(state.doc.textContent))
          lost.push(`edit ${edit}: ${thread.id} is everywhere`)
      }
    expect(lost.slice(0, 3)).toEqual([])
  }
})

const aNote = (...words: string[]) => {
  const editor = anEditor()
  editor.state = EditorState.create({ doc: node('doc', ...words.map(paragraph)) })
  editor.write()
  return editor
}

const threadOn = (editor: TestEditor, quote: string): Marked => {
  const run = must(
    runsOf(editor.state.doc).find(({ words }) => words.includes(quote)),
    'the quote',
  )
  const from = run.at + run.words.indexOf(quote)
  const anchor: Anchor = must(anchorAt(editor.bound, { from, to: from + quote.length }), 'an anchor')
  return { id: quote, anchor, quote, copies: 0, isChosen: false }
}

const wordsAt = ({ bound, state }: TestEditor, thread: Marked): string | null => {
  const place = placeOf(bound, state.doc, thread)
  return place && wordsBetween(runsOf(state.doc), place)
}

test('words that somebody cut and put elsewhere are found again, once and for all', () => {
  const editor = aNote('Сложите их и сравните.', 'Запишите вывод.')
  const thread = threadOn(editor, 'сравните')
  editor.state = EditorState.create({
    doc: node('doc', paragraph('Сложите их.'), paragraph('Запишите вывод и сравните.')),
  })
  editor.write()
  expect(wordsAt(editor, thread)).toBeNull()
  const anchor = must(findAgain(editor.bound, runsOf(editor.state.doc), thread), 'a new anchor')
  expect(wordsAt(editor, { ...thread, anchor })).toBe('сравните')
  expect(findAgain(editor.bound, runsOf(editor.state.doc), { ...thread, anchor })).toBeNull()
})

test('deleted words are not taken for others that say the same', () => {
  const editor = aNote('Сравните корни.', 'Сравните знаки.')
  const thread = { ...threadOn(editor, 'Сравните'), copies: 1 }
  editor.state = EditorState.create({ doc: node('doc', paragraph('корни.'), paragraph('Сравните знаки.')) })
  editor.write()
  expect(wordsAt(editor, thread)).toBeNull()
  expect(findAgain(editor.bound, runsOf(editor.state.doc), thread)).toBeNull()
  const short = { ...threadOn(editor, 'и.'), quote: 'и' }
  expect(findAgain(editor.bound, runsOf(editor.state.doc), { ...thread, quote: short.quote })).toBeNull()
})

test('words rewritten around a letter that stayed keep their comment, and are looked for nowhere else', () => {
  const editor = aNote('Сложите их и сравните.')
  const thread = threadOn(editor, 'Сложите их')
  editor.state = editor.state.apply(editor.state.tr.insertText('Перемножьте', 1, 8))
  editor.write()
  expect(wordsAt(editor, thread)).toContain(' их')
  expect(findAgain(editor.bound, runsOf(editor.state.doc), thread)).toBeNull()
})
