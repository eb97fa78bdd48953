import * as Y from 'yjs'
import { createRandom } from '../support/random.ts'
import type { Running } from './contender.ts'
import { median } from './report.ts'

const CHUNK = 'круг '

/**
 * A long document, made by the same chance every time: authors by turns write words where they are and sometimes take
 * some back, each edit a transaction of its own. Gives its full state. (No real trace of keystrokes lies at hand.)
 */
export const makeLongDocument = (edits: number, authors: number): Uint8Array => {
  const random = createRandom(edits + authors)
  const full = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText('начало')
  paragraph.insert(0, [text])
  full.getXmlFragment('body').insert(0, [paragraph])
  let at = 0
  for (let edit = 0; edit < edits; edit++) {
    if (edit % 50 === 0) {
      full.clientID = 1 + random.below(authors)
      at = random.below(text.length)
    }
    if (random.chance(0.85) || text.length < 20) text.insert(at++, CHUNK[edit % CHUNK.length] ?? ' ')
    else text.delete((at = Math.max(0, at - 1)), 1)
  }
  return Y.encodeStateAsUpdate(full)
}

/** Milliseconds from knocking until the whole document is in a client's Y.Doc. */
const open = async (server: Running, room: string): Promise<number> => {
  const started = performance.now()
  const client = await server.connect(room, 0)
  const doc = new Y.Doc()
  for (const update of client.opening()) Y.applyUpdate(doc, update)
  const passed = performance.now() - started
  if (doc.getXmlFragment('body').length === 0) throw new Error('an empty document was opened')
  client.close()
  return passed
}

export type Opened = { cold: number; warm: number; floor: number }

/** Opens stored copies: each for the first time, and then once more. Null when the server stores nothing. */
export const measureOpening = async (
  server: Running,
  state: Uint8Array,
  times: number,
): Promise<Opened | null> => {
  if (!server.aStoredRoom) return null
  const [cold, warm, floor]: [number[], number[], number[]] = [[], [], []]
  for (let time = 0; time < times; time++) {
    const room = await server.aStoredRoom(state)
    cold.push(await open(server, room))
    warm.push(await open(server, room))
    const started = performance.now()
    Y.applyUpdate(new Y.Doc(), state)
    floor.push(performance.now() - started)
  }
  return { cold: median(cold), warm: median(warm), floor: median(floor) }
}
