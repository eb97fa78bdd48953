const PREFIX = 'krug-journal:'
/** A paste may be large; storage that stops the page while it writes is for keystrokes. */
const LARGEST = 100_000

const keysOf = (start: string): string[] => Object.keys(localStorage).filter((key) => key.startsWith(start))

const asText = (update: Uint8Array): string =>
  Array.from(update, (byte) => String.fromCharCode(byte)).join('')
const asUpdate = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

const readTexts = (key: string): string[] => {
  try {
    const texts: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : []
  } catch {
    return []
  }
}

/**
 * The last few keystrokes, for a tab that dies before the transaction that stores them is committed: unlike IndexedDB,
 * localStorage has them when the call returns. A convenience beside the copy; nothing on the screen relies on it.
 */
export type Journal = {
  /** Replaces what it holds; nothing empties it. */
  hold: (updates: readonly Uint8Array[]) => void
  /** What tabs that died have left of this document. Their entries go when `taken` is called. */
  left: () => { updates: Uint8Array[]; taken: () => void }
}

export const openJournal = (name: string): Journal => {
  const own = `${PREFIX}${name}:${crypto.getRandomValues(new Uint32Array(1))[0]}`
  return {
    hold: (updates) => {
      try {
        const size = updates.reduce((sum, { length }) => sum + length, 0)
        if (size === 0 || size > LARGEST) localStorage.removeItem(own)
        else localStorage.setItem(own, JSON.stringify(updates.map(asText)))
      } catch {
        // No room: the copy itself says so.
      }
    },
    left: () => {
      const keys = keysOf(`${PREFIX}${name}:`).filter((key) => key !== own)
      return {
        updates: keys.flatMap(readTexts).map(asUpdate),
        taken: () => keys.forEach((key) => localStorage.removeItem(key)),
      }
    },
  }
}

/** Of the copy of this name, or all. */
export const wipeJournals = (name = ''): void =>
  keysOf(`${PREFIX}${name && `${name}:`}`).forEach((key) => localStorage.removeItem(key))
