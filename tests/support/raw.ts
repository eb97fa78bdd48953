import { decodeAcknowledgement, type AcknowledgementFrame } from 'shared/protocol/acknowledgement'
import { encodeStep1, encodeStep2, encodeUpdate, readFrame, type ClientFrame } from 'shared/protocol/frames'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from './clients.ts'

type Place = { url: string; cookie: string; documentName: string }

/**
 * A client made by hand at the native door: it sends what it is told to, keeps all it hears, and applies what it hears
 * to `doc`. Nothing happens by itself, so a test decides when a step 1 is answered.
 */
export const openRaw = async (
  { url, cookie, documentName }: Place,
  { ack = true, doc = new Y.Doc() }: { ack?: boolean; doc?: Y.Doc } = {},
) => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/yjs/${documentName}${ack ? '?ack=1' : ''}`, {
    headers: cookie ? { cookie } : {},
  })
  socket.binaryType = 'arraybuffer'
  const heard: ClientFrame[] = []
  const answers: AcknowledgementFrame[] = []
  const closes: { code: number; reason: string }[] = []
  socket.on('message', (data: ArrayBuffer) => {
    const bytes = new Uint8Array(data)
    const answer = decodeAcknowledgement(bytes)
    if (answer) answers.push(answer)
    else {
      const frame = readFrame(bytes)
      heard.push(frame)
      if (frame.kind === 'update' || frame.kind === 'step2') Y.applyUpdate(doc, frame.update, 'server')
    }
  })
  socket.on('close', (code, reason) => closes.push({ code, reason: reason.toString() }))
  socket.on('error', () => undefined)
  await until(() => socket.readyState === WebSocket.OPEN || closes.length > 0, 'an open or closed socket')
  return {
    socket,
    doc,
    heard,
    answers,
    closes,
    /** The highest n that was acknowledged. */
    acknowledged: () =>
      Math.max(0, ...answers.map((answer) => (answer.kind === 'acknowledged' ? answer.n : 0))),
    /** Refused frames: number and reason. */
    rejected: () =>
      answers.flatMap((answer) => (answer.kind === 'rejected' ? [[answer.n, answer.reason] as const] : [])),
    statuses: () => answers.flatMap((answer) => (answer.kind === 'status' ? [answer.canCommit] : [])),
    /** What changed the text of the document, heard since it was opened. */
    updates: () => heard.filter((frame) => frame.kind === 'update').length,
    send: (bytes: Uint8Array) => socket.send(bytes),
    sendUpdate: (update: Uint8Array) => socket.send(encodeUpdate(update)),
    sendStep2: (update: Uint8Array) => socket.send(encodeStep2(update)),
    /** Asks for the document and waits for it. */
    join: async () => {
      const before = heard.filter((frame) => frame.kind === 'step2').length
      socket.send(encodeStep1(Y.encodeStateVector(doc)))
      await until(() => heard.filter((frame) => frame.kind === 'step2').length > before, 'a step 2')
    },
    /** Changes `doc` and gives the update, unsent. */
    write: (change: (doc: Y.Doc) => void): Uint8Array => {
      const before = Y.encodeStateVector(doc)
      const updates: Uint8Array[] = []
      const collect = (update: Uint8Array) => updates.push(update)
      doc.on('update', collect)
      doc.transact(() => change(doc))
      doc.off('update', collect)
      return updates[0] ?? Y.encodeStateAsUpdate(doc, before)
    },
    close: () => socket.close(),
  }
}

export type RawClient = Awaited<ReturnType<typeof openRaw>>

/** Puts a paragraph of words at the end of the body. */
export const addParagraph =
  (words: string, name = 'paragraph') =>
  (doc: Y.Doc): void => {
    const text = new Y.XmlText(words)
    const paragraph = new Y.XmlElement(name)
    paragraph.insert(0, [text])
    doc.getXmlFragment('body').push([paragraph])
  }

export const wordsOf = (doc: Y.Doc): string => doc.getXmlFragment('body').toJSON()
