import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeGate } from './gate.ts'

describe('G2, G12: what has hung or killed others', () => {
  const hex = (bytes: string) => Buffer.from(bytes, 'hex')
  const long = (count: number, ...tail: number[]) => Uint8Array.of(...Array<number>(count).fill(255), ...tail)

  test.each([
    ['words that are no update (yjs#479)', Buffer.from('garbagedoc', 'base64')],
    ['no bytes (yjs#498)', new Uint8Array()],
    ['run lengths without end, v2 (yjs#687)', hex('00010000000001000100010200001602000001fdffffffff7f0000')],
    ['a number without end', long(100_000)],
    ['four thousand million clients', long(4, 15)],
    ['a client of four thousand million structs', Uint8Array.of(1, ...long(4, 15), 1, 0)],
    ['a range of deletions without end', Uint8Array.of(0, 1, 1, ...long(4, 15))],
    ['a text longer than the update', Uint8Array.of(1, 1, 5, 0, 4, 1, 4, 98, 111, 100, 121, ...long(4, 15))],
  ])('%s', (_, bytes) => {
    const held = new Y.Doc()
    held.getXmlFragment('body').push([new Y.XmlElement('paragraph')])
    const gate = makeGate(held, 'note')
    expect(['malformed', 'schema', 'tooLarge', 'nothing']).toContain(gate(bytes).is)
  })
})
