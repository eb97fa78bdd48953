import { makeGate } from 'server/sync/gate/gate'
import { contentOf, runsOf } from 'shared/versions/describe'
import { identityOf, keyOf, unitsOf } from 'shared/versions/items'
import { restore } from 'shared/versions/restore'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { withSeed, type Random } from '../support/random.ts'
import { editAtRandom } from './edits.ts'

const ROUNDS = process.env.KRUG_TEST_LONG ? 4_000 : 150

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const edit = (doc: Y.Doc, random: Random, most: number): void => {
  for (let left = random.below(most + 1); left > 0; left--) editAtRandom(doc, random, { formats: true })
}

/** A document written by several people, and an earlier state of it; sometimes with restores in between. */
const aHistory = (random: Random) => {
  const doc = new Y.Doc()
  edit(doc, random, 40)
  const states = [copyOf(doc)]
  for (let people = 1 + random.below(3); people > 0; people--) {
    const person = copyOf(doc)
    edit(person, random, 20)
    edit(doc, random, 10)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(person))
    if (random.chance(0.4)) restore(doc, random.pick(states))
    states.push(copyOf(doc))
  }
  edit(doc, random, 10)
  return { doc, version: random.pick(states) }
}

test(`V4: after each of ${ROUNDS} restores the document says what its version said, for everybody`, () =>
  withSeed((random) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { doc, version } = aHistory(random)
      const others = copyOf(doc)
      const made = restore(doc, version)
      expect(contentOf(doc)).toEqual(contentOf(version))
      const gate = makeGate(others, 'lessonPlan')
      if (made) expect(gate(made.update).is).toBe('accepted')
      if (made) Y.applyUpdate(others, made.update)
      expect(contentOf(others)).toEqual(contentOf(version))
      expect(restore(doc, version), 'nothing is left to restore').toBe(null)
    }
  }))

const textsBelow = (node: Y.XmlFragment): Y.XmlText[] =>
  node
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : textsBelow(child as Y.XmlElement)))
const textsIn = (doc: Y.Doc): Y.XmlText[] => textsBelow(doc.getXmlFragment('body'))
const wordsOf = (text: Y.XmlText): string =>
  runsOf(text)
    .map(({ text: words }) => words)
    .join('')

const MARK = '№'

/** Every character with its id. */
const charactersIn = (doc: Y.Doc): Set<string> =>
  new Set(textsIn(doc).flatMap((text) => unitsOf(text).map((unit) => `${keyOf(unit)} ${unit.unit}`)))

/** A place between two whole characters. */
const placeIn = (text: Y.XmlText, random: Random): number => {
  const words = wordsOf(text)
  const place = random.below(words.length + 1)
  return /[\uD800-\uDBFF]/.test(words.charAt(place - 1)) ? place - 1 : place
}

/** Writes marks into some of the texts; gives how many of them stand in texts that the version holds too. */
const mark = (doc: Y.Doc, version: Y.Doc, random: Random): number => {
  const kept = new Set(textsIn(version).map(identityOf))
  const marked = textsIn(doc).filter(() => random.chance(0.5))
  for (const text of marked) text.insert(placeIn(text, random), MARK)
  return marked.filter((text) => kept.has(identityOf(text))).length
}

test(`V5: what others write during ${ROUNDS} restores stays where its text stays, and changes nothing else`, () =>
  withSeed((random) => {
    let kept = 0
    for (let round = 0; round < ROUNDS; round++) {
      const { doc, version } = aHistory(random)
      const colleague = copyOf(doc)
      const expected = mark(colleague, version, random)
      const [common, lasting] = [charactersIn(doc), charactersIn(version)]
      restore(doc, version)
      const after = charactersIn(doc)
      expect([...lasting].filter((one) => common.has(one) && !after.has(one))).toEqual([])
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague))
      const words = textsIn(doc).map(wordsOf)
      expect(words.join('').split(MARK).length - 1).toBeGreaterThanOrEqual(expected)
      expect(words.map((text) => text.replaceAll(MARK, ''))).toEqual(textsIn(version).map(wordsOf))
      kept += expected
    }
    expect(kept).toBeGreaterThan(0)
  }))
