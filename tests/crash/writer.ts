import { openLine, openTunnelled } from '../support/clients.ts'

type Place = { url: string; cookie: string; documentName: string }

type Options = {
  polling: boolean
  /** Milliseconds between two words. */
  every?: number
}

/** The words of a text; each that was typed is there once. */
export const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Types numbered words without waiting, through every loss of connection, and knows which the server has acknowledged. */
export const openWriter = async (place: Place, name: string, { polling, every = 50 }: Options) => {
  const line = openLine(place.url, place.cookie, { polling })
  const typedAt = new Map<number, number>()
  let [typed, sure] = [0, 0]
  const client = openTunnelled(line, place.documentName, {
    onSent: (n) => {
      // Frames are counted anew on every connection.
      if (n === 1) typedAt.clear()
      typedAt.set(n, typed)
    },
    onAcknowledged: (_seq, _waiting, n) => (sure = Math.max(sure, typedAt.get(n) ?? 0)),
  })
  const word = (number: number) => `${name}${number} `
  await client.synced
  const timer = setInterval(() => {
    typed += 1
    client.text.insert(client.text.length, word(typed))
  }, every)
  return {
    doc: client.doc,
    sure: () => sure,
    typed: () => typed,
    rest: () => clearInterval(timer),
    /** Acknowledged words that are not among those of a text. */
    missingIn: (there: ReadonlySet<string>, upTo = sure) =>
      Array.from({ length: upTo }, (_, index) => word(index + 1)).filter((one) => !there.has(one.trim())),
    close: () => {
      clearInterval(timer)
      client.close()
      line.close()
    },
  }
}

export type Writer = Awaited<ReturnType<typeof openWriter>>
