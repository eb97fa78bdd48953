import { packetParser } from 'shared/protocol/packets'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import { WebsocketProvider as Provider1 } from 'y-websocket-1'
import { WebsocketProvider as Provider2 } from 'y-websocket-2'
import { WebsocketProvider as Provider3 } from 'y-websocket'
import * as Y from 'yjs'
import type { TunnelReports } from '../../web/src/lib/sync/pending.ts'
import { createTunnel, type Tunnel } from '../../web/src/lib/sync/tunnel.ts'

const providers = { 1: Provider1, 2: Provider2, 3: Provider3 } as unknown as Record<
  1 | 2 | 3,
  typeof Provider3
>

export type ProviderVersion = keyof typeof providers

/** Node's WebSocket with headers of a browser, as a polyfill for y-websocket. */
export const socketWith = (headers: Record<string, string>) =>
  class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers })
    }
  } as unknown as typeof globalThis.WebSocket

export type Closed = { code: number; reason: string }

/** A client in a document's room, whatever carries it. */
export type RoomClient = {
  doc: Y.Doc
  text: Y.XmlText
  provider: Provider3
  synced: Promise<void>
  /** Every close code heard so far. */
  closes: Closed[]
  /** Makes a place to type in, for a document that has none. */
  close: () => void
}

const textOf = (doc: Y.Doc): Y.XmlText => {
  const body = doc.getXmlFragment('body')
  const first = body.get(0) as Y.XmlElement | undefined
  if (first) return first.get(0) as Y.XmlText
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  body.insert(0, [paragraph])
  return text
}

type Options = ConstructorParameters<typeof Provider3>[3]

const openClient = (
  version: ProviderVersion,
  address: string,
  documentName: string,
  options: Options,
  doc = new Y.Doc(),
): RoomClient => {
  const provider = new providers[version](address, documentName, doc, { disableBc: true, ...options })
  const closes: Closed[] = []
  provider.on('connection-close', (event: { code: number; reason: string } | null) => {
    if (event) closes.push({ code: event.code, reason: event.reason })
  })
  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  const close = () => {
    provider.destroy()
    doc.destroy()
  }
  return {
    doc,
    get text() {
      return textOf(doc)
    },
    provider,
    synced,
    closes,
    close,
  }
}

type Place = { url: string; cookie: string; documentName: string; doc?: Y.Doc }

/** A stock y-websocket client of any version at the native door. */
export const openNative = (
  { url, cookie, documentName, doc }: Place,
  {
    version = 3,
    ack = false,
    headers = {},
  }: { version?: ProviderVersion; ack?: boolean; headers?: Record<string, string> } = {},
): RoomClient =>
  openClient(
    version,
    `${url.replace(/^http/, 'ws')}/yjs`,
    documentName,
    {
      WebSocketPolyfill: socketWith({ ...(cookie && { cookie }), ...headers }),
      ...(ack && { params: { ack: '1' } }),
    },
    doc,
  )

export type Line = { socket: Socket; tunnel: Tunnel; close: () => void }

/** One socket.io connection of a person, as the app holds it; `polling` when WebSocket is blocked. */
export const openLine = (
  url: string,
  cookie: string,
  { polling = false, ...auth }: { polling?: boolean; schema?: number; person?: string } = {},
): Line => {
  const socket = io(url, {
    parser: packetParser,
    auth,
    transports: polling ? ['polling'] : ['polling', 'websocket'],
    extraHeaders: { cookie },
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
  })
  return { socket, tunnel: createTunnel(socket), close: () => socket.disconnect() }
}

/** A document inside the tunnel. */
export const openTunnelled = (
  line: Line,
  documentName: string,
  reports: TunnelReports = {},
  doc?: Y.Doc,
): RoomClient =>
  openClient(3, 'ws://tunnel/yjs', documentName, { WebSocketPolyfill: line.tunnel(reports) }, doc)

/** Waits until `isTrue`, looking often; says what was awaited when it never comes. */
export const until = async (
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 15_000,
) => {
  const end = Date.now() + milliseconds
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`never came: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const contentOf = (doc: Y.Doc) => ({
  body: doc.getXmlFragment('body').toJSON(),
  fields: doc.getMap('fields').toJSON() as Record<string, unknown>,
  rows: doc.getArray('rows').toJSON() as unknown[],
})

/** The same words, the same state vector. */
export const areEqual = (one: Y.Doc, other: Y.Doc): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other)) &&
  Buffer.compare(Y.encodeStateVector(one), Y.encodeStateVector(other)) === 0
