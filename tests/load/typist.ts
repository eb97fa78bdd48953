import * as Y from 'yjs'

const varUint = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128))
  return [...bytes, rest]
}

const BEHIND_LEFT = 128
const STRING = 4

/** The update that puts a letter behind the newest one of the client, byte by byte as Yjs writes it. */
const letter = (clientId: number, clock: number): Uint8Array => {
  const client = varUint(clientId)
  const place = [...client, ...varUint(clock), BEHIND_LEFT | STRING, ...client, ...varUint(clock - 1)]
  return Uint8Array.from([1, 1, ...place, 1, 97, 0])
}

/** Somebody who types letter by letter into a paragraph of her own. The n-th letter has the clock n + 1. */
export const createTypist = (clientId: number, firstWords = 'a') => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(firstWords)])
  doc.getXmlFragment('body').insert(0, [paragraph])
  const first = Y.encodeStateAsUpdate(doc)
  let clock = 2 + firstWords.length
  return {
    clientId,
    first,
    /** Clock of the next letter. */
    clock: () => clock,
    next: (): Uint8Array => letter(clientId, clock++),
  }
}

export type Typist = ReturnType<typeof createTypist>
