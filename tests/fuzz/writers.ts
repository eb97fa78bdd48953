import { readFrame } from 'shared/protocol/frames'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openLine, openNative, openTunnelled, type ProviderVersion } from '../support/clients.ts'
import type { Random } from '../support/random.ts'
import { openRaw } from '../support/raw.ts'

type Place = { url: string; cookie: string; documentName: string }

export type FuzzWriter = {
  name: string
  doc: Y.Doc
  /** Goes offline in good order, or comes back. */
  leave: () => void
  comeBack: () => Promise<void> | void
  /** Its connection breaks in the middle of whatever it sends; a stock client comes back by itself. */
  breakLine: () => void
  /** Sends what it holds back, if it is one that does. */
  flush: () => void
  close: () => void
}

/** A stock y-websocket client of one of three ages. */
export const stockWriter = (place: Place, version: ProviderVersion): FuzzWriter => {
  const { doc, provider, close } = openNative(place, { version })
  return {
    ...{ name: `y-websocket ${version}`, doc, close },
    leave: () => provider.disconnect(),
    comeBack: () => provider.connect(),
    breakLine: () => (provider.ws as unknown as WebSocket | null)?.terminate(),
    flush: () => undefined,
  }
}

/** A browser of the app: tunnelled, with or without WebSocket. */
export const tunnelWriter = (place: Place, { polling }: { polling: boolean }): FuzzWriter => {
  const line = openLine(place.url, place.cookie, { polling })
  const { doc, provider, close } = openTunnelled(line, place.documentName)
  return {
    ...{ name: polling ? 'tunnel, polling' : 'tunnel', doc },
    leave: () => provider.disconnect(),
    comeBack: () => provider.connect(),
    // While it is still opening, socket.io would notice only after its twenty seconds of patience.
    breakLine: () => {
      if (line.socket.connected) line.socket.io.engine.close()
    },
    flush: () => undefined,
    close: () => {
      close()
      line.close()
    },
  }
}

const shuffled = <T>(list: readonly T[], random: Random): T[] =>
  list
    .map((value) => ({ value, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value)

/** A client whose updates come in any order, some twice, and that answers only what it is asked. */
export const shufflingWriter = async (place: Place, random: Random): Promise<FuzzWriter> => {
  const doc = new Y.Doc()
  let held: Uint8Array[] = []
  let line: Awaited<ReturnType<typeof openRaw>> | null = null
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') held.push(update)
  })
  const comeBack = async () => {
    const opened = await openRaw(place, { doc })
    line = opened
    held = []
    opened.socket.on('message', (data: ArrayBuffer) => {
      const frame = readFrame(new Uint8Array(data))
      if (frame.kind === 'step1') opened.sendStep2(Y.encodeStateAsUpdate(doc, frame.stateVector))
    })
    opened.sendStep2(Y.encodeStateAsUpdate(doc))
    await opened.join()
  }
  const leave = () => {
    line?.close()
    line = null
  }
  await comeBack()
  return {
    ...{ name: 'out of order', doc, comeBack, leave, close: leave },
    breakLine: () => undefined,
    flush: () => {
      for (const update of shuffled(held, random)) {
        line?.sendUpdate(update)
        if (random.chance(0.2)) line?.sendUpdate(update)
      }
      held = []
    },
  }
}
