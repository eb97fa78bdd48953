import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLong } from './long.ts'

const paragraphs = (count: number): Uint8Array => {
  const doc = new Y.Doc()
  const made = Array.from({ length: count }, () => new Y.XmlElement('paragraph'))
  doc.getXmlFragment('body').insert(0, made)
  return Y.encodeStateAsUpdate(doc)
}

test('A11: what nobody waits for any more is not judged when its turn comes; the next has its turn', async () => {
  const long = createLong()
  onTestFinished(long.stop)
  const asked: string[] = []
  const judge = (name: string, update: Uint8Array | null) =>
    long.judge('somebody', () => {
      asked.push(name)
      return update && { kind: 'note', updates: [], update }
    })
  const [first, gone, next] = [
    judge('first', paragraphs(3_000)),
    judge('gone', null),
    judge('next', paragraphs(1)),
  ]
  expect((await first)?.is).toBe('accepted')
  expect(await gone).toBeNull()
  expect((await next)?.is).toBe('accepted')
  expect(asked).toEqual(['first', 'gone', 'next'])
})
