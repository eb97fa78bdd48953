import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeGate } from './gate.ts'
import { createShadow, type Shadow } from '../state/shadow.ts'

// Updates written by hand, byte by byte: no Yjs client makes these. All numbers here are below 128, one byte each.

const STRING = 4
const IN_ROOT = 1
const LEFT = 128

let shadow: Shadow
beforeEach(() => {
  shadow = createShadow([], 'note', makeGate)
})

/** A paragraph of client 7 with the words "аб" in it: clocks 0 to 3. */
const aParagraph = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = 7
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('аб')])
  doc.getXmlFragment('body').insert(0, [paragraph])
  return Y.encodeStateAsUpdate(doc)
}

const take = (update: Uint8Array): Uint8Array => {
  const verdict = shadow.judge(update)
  if (verdict.is !== 'accepted') throw new Error(verdict.is)
  expect(shadow.apply(verdict.update)).toBe('taken')
  return verdict.update
}

const string = (text: string): number[] => [Buffer.byteLength(text), ...Buffer.from(text)]
/** A section of one struct: client, clock, and what follows. */
const section = (client: number, clock: number, ...struct: number[]): number[] => [
  1,
  client,
  clock,
  ...struct,
]
const update = (sections: number[][], deletions: number[] = [0]): Uint8Array =>
  Uint8Array.from([sections.length, ...sections.flat(), ...deletions])
const verdictOn = (sections: number[][], deletions?: number[]) => shadow.judge(update(sections, deletions)).is

describe('G12: what Yjs would fall over never reaches it', () => {
  test('a deletion of nothing', () => {
    take(aParagraph())
    expect(verdictOn([], [1, 7, 1, 2, 0])).toBe('malformed')
    expect(verdictOn([], [1, 7, 1, 2, 1])).toBe('accepted')
  })

  test('a struct that stands behind a later one of its own client', () => {
    take(aParagraph())
    expect(verdictOn([section(9, 0, LEFT | STRING, 9, 1, ...string('x'))])).toBe('missing')
    expect(verdictOn([section(9, 0, LEFT | STRING, 7, 3, ...string('x'))])).toBe('accepted')
  })

  test('structs of two clients that wait for each other', () => {
    take(aParagraph())
    const [nine, ten] = [LEFT | STRING, LEFT | STRING]
    expect(
      verdictOn([section(10, 0, ten, 9, 0, ...string('y')), section(9, 0, nine, 10, 0, ...string('x'))]),
    ).toBe('missing')
  })

  test('a known struct that names what does not exist', () => {
    take(aParagraph())
    const fresh = section(9, 0, LEFT | STRING, 7, 3, ...string('x'))
    expect(verdictOn([fresh, section(7, 3, LEFT | STRING, 50, 0, ...string('б'))])).toBe('missing')
  })

  test('two lists of one client, of which Yjs would take the second', () => {
    take(aParagraph())
    const innocent = section(9, 0, LEFT | STRING, 7, 3, ...string('x'))
    const hidden = section(9, 0, STRING, IN_ROOT, ...string('other'), ...string('x'))
    expect(verdictOn([innocent, hidden])).toBe('malformed')
  })

  test('lists that do not begin with the greatest client, of which a merge of bytes would lose one', () => {
    take(aParagraph())
    const long = section(20, 0, LEFT | STRING, 7, 3, ...string('x'.repeat(30)))
    const lost = section(50, 0, LEFT | STRING, 7, 3, ...string('words'))
    expect(verdictOn([long, lost])).toBe('malformed')
    const merged = Y.mergeUpdates([aParagraph(), update([long, lost])])
    expect(Y.decodeUpdate(merged).structs.some(({ id }) => id.client === 50)).toBe(false)
    expect(verdictOn([lost, long])).toBe('accepted')
  })

  test('clocks at the end of numbers', () => {
    const length = [255, 255, 255, 255, 255, 255, 255, 15]
    expect(verdictOn([section(9, 0, 0, ...length)])).toBe('malformed')
    expect(verdictOn([], [1, 9, 1, ...length, 1])).toBe('malformed')
    expect(verdictOn([[1, ...length, 0, 0, 1], section(9, 0, 0, 1)])).toBe('accepted')
    expect(verdictOn([[1, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 1]])).toBe('malformed')
  })
})

/** A number as Yjs writes it, seven bits a byte. */
const number = (value: number): number[] =>
  value < 128 ? [value] : [128 | (value & 127), ...number(Math.floor(value / 128))]

describe('G12: a few kilobytes do not keep the gate busy for minutes', () => {
  /** Each of `steps` clients lets one struct of client 1000 in, and `others` wait for its last one all the time. */
  const relay = (steps: number, others: number): Uint8Array => {
    const anyone = (index: number) => number(100_000 + index)
    const step = (index: number) => [1, ...anyone(index), 0, LEFT | STRING, 7, 3, ...string('x')]
    const struct = (index: number) => [LEFT | STRING, ...anyone(index), 0, ...string('x')]
    const waiter = (index: number) => [
      ...[1, ...number(2_000 + index), 0, LEFT | STRING],
      ...[...number(1_000), ...number(steps - 1), ...string('x')],
    ]
    const all = (count: number, make: (index: number) => number[]) =>
      Array.from({ length: count }, (_, index) => make(index))
    return Uint8Array.from([
      ...number(steps + others + 1),
      ...all(steps, step).reverse().flat(),
      ...all(others, waiter).reverse().flat(),
      ...[...number(steps), ...number(1_000), 0, ...all(steps, struct).flat()],
      0,
    ])
  }

  test('structs of thousands that wait for each other are looked at once', () => {
    take(aParagraph())
    expect(shadow.judge(relay(5_000, 5_000)).is).toBe('accepted')
  })

  test('deletions that name the same structs again and again', () => {
    take(aParagraph())
    const again = (times: number) => [
      1,
      7,
      ...number(times),
      ...Array.from({ length: times }, () => [2, 2]).flat(),
    ]
    expect(verdictOn([], again(4))).toBe('accepted')
    expect(verdictOn([], again(5))).toBe('malformed')
    expect(verdictOn([], [2, 7, 4, 2, 2, 2, 2, 2, 2, 2, 2, 7, 1, 2, 2])).toBe('malformed')
  })
})

describe('G13: what is known leaves no second trace', () => {
  test('a known struct told with other words is left out of what is accepted', () => {
    take(aParagraph())
    const retold = section(7, 2, STRING, 0, 7, 1, ...string('ЗЛ'))
    const fresh = section(9, 0, LEFT | STRING, 7, 3, ...string('x'))
    const accepted = take(update([fresh, retold]))
    expect(Y.decodeUpdate(accepted).structs.map(({ id }) => id.client)).toEqual([9])
    const joined = new Y.Doc()
    Y.applyUpdate(joined, Y.mergeUpdates([accepted, aParagraph()]))
    expect(joined.getXmlFragment('body').toJSON()).toBe('<paragraph>абx</paragraph>')
  })

  test('of a struct that is known in part the rest is accepted', () => {
    take(aParagraph())
    const longer = section(7, 2, STRING, 0, 7, 1, ...string('ЗЛо'))
    const accepted = take(update([longer]))
    expect(Y.decodeUpdate(accepted).structs.map(({ id }) => id.clock)).toEqual([4])
    expect(shadow.doc.getXmlFragment('body').toJSON()).toBe('<paragraph>або</paragraph>')
  })
})
