import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Running } from './contender.ts'
import { quantile } from './typing.ts'
import { createTypist } from './typist.ts'

const PARAGRAPHS = 10_000
const LETTERS = 500
const LETTER_MS = 10
const PATIENCE_MS = 60_000

/** A paste of ten megabytes: ten thousand paragraphs of Russian text, as an editor would write them. */
const aPaste = (clientId: number): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('урок'.repeat(LETTERS / 4))])
    return paragraph
  })
  doc.getXmlFragment('body').insert(0, paragraphs)
  return Y.encodeStateAsUpdate(doc)
}

export type Stall = { worst: number; p99: number; arrived: number | null }

/** Somebody pastes ten megabytes into one document while others write in a second one: what they feel of it. */
export const measureStall = async (server: Running): Promise<Stall> => {
  const [large, small] = [await server.aRoom(), await server.aRoom()]
  const [paster, other] = [await server.connect(large, 0), await server.connect(large, 1)]
  const [writer, reader] = [await server.connect(small, 2), await server.connect(small, 3)]
  const typist = createTypist(6_000_001)
  writer.send(typist.first)
  const sentAt: number[] = []
  const delays: number[] = []
  let next = typist.clock()
  reader.onUpdate((read) => {
    const end = Y.parseUpdateMeta(read()).to.get(typist.clientId) ?? next
    for (; next < end; next++) delays.push(performance.now() - (sentAt[next] ?? performance.now()))
  })
  const type = () => {
    sentAt[typist.clock()] = performance.now()
    writer.send(typist.next())
  }
  const paste = aPaste(6_000_002)
  const typing = setInterval(type, LETTER_MS)
  await sleep(1_000)
  delays.length = 0
  const started = performance.now()
  let arrived: number | null = null
  let bytes = 0
  other.onUpdate((read) => {
    bytes += read().length
    if (bytes >= paste.length * 0.9) arrived ??= performance.now() - started
  })
  paster.send(paste)
  while (bytes < paste.length * 0.9 && performance.now() - started < PATIENCE_MS) await sleep(50)
  await sleep(1_000)
  clearInterval(typing)
  await sleep(500)
  for (const client of [paster, other, writer, reader]) client.close()
  const sorted = delays.toSorted((one, two) => one - two)
  return { worst: sorted.at(-1) ?? Infinity, p99: quantile(sorted, 0.99), arrived }
}
