import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Connection } from './connection.svelte.ts'
import { createEdits, type Edits, type Refusal } from './edits.ts'
import { closeReasonOf, type Facts } from './facts.svelte.ts'
import type { Kept } from './kept.ts'
import type { OnNotice } from './notices.ts'
import type { TunnelReports } from './pending.ts'
import type { WriterReports } from './writer.ts'

/** Texts by place («4» for a stage), to tell what others changed while we were away. */
export type Outline = (doc: Y.Doc) => ReadonlyMap<string, string>

const BACKOFF = 15_000
const LINGER = 15_000
const KEPT_IN_TIME = 3_000
const SETTLED_IN_TIME = 3_000

export const countEdits = (doc: Y.Doc, facts: Facts, remember: (count: number) => void): Edits => {
  const edits = createEdits((count) => {
    const waitingSince = count === 0 ? null : (facts.known.waitingSince ?? Date.now())
    facts.learn({ edits: count, waitingSince })
    remember(count)
  })
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) edits.edited(update)
  })
  return edits
}

export type OnRefused = (refusal: Refusal, reason: RejectionReason) => void

/** What the server's answers mean for the line under the document. */
export const reportsTo = (
  facts: Facts,
  edits: Edits,
  { onRefused, onNotice }: { onRefused?: OnRefused | undefined; onNotice: OnNotice },
): TunnelReports => {
  let isRefused = false
  return {
    onNotice,
    onSent: (n, everything) => (everything ? edits.sentAll(n, everything) : edits.sentUpdate(n)),
    onAcknowledged: (_seq, _waiting, n) => {
      const before = edits.count
      edits.acknowledged(n)
      if (edits.count < before) facts.learn({ savedAt: Date.now() })
    },
    onRejected: (reason, _waiting, n) => {
      // What was typed after a refused edit hangs on it: it waits, to be written into another room.
      if (reason === 'rate' || isRefused) {
        edits.postponed(n)
        return
      }
      const refusal = edits.refused(n)
      facts.tell({ refused: reason })
      if (refusal.updates.length === 0 || !onRefused) return
      isRefused = true
      onRefused(refusal, reason)
    },
    onStatus: (canCommit) => facts.learn({ canCommit, cannotCommitSince: canCommit ? null : Date.now() }),
  }
}

type Joining = {
  connection: Connection
  doc: Y.Doc
  awareness: Awareness
  /** The document's id and generation. */
  name: string
  reports: TunnelReports
}

/** Makes the provider that speaks for a document; it connects when asked. */
export const join = ({ connection, doc, awareness, name, reports }: Joining): WebsocketProvider =>
  new WebsocketProvider(`${location.origin}/yjs`, name, doc, {
    connect: false,
    awareness,
    disableBc: true,
    params: { ack: '1' },
    maxBackoffTime: BACKOFF * (0.75 + Math.random() / 2),
    WebSocketPolyfill: connection.tunnel(reports),
  })

/** Places whose text others changed between two looks: our own edits are in both. */
const changedPlaces = (before: ReturnType<Outline>, after: ReturnType<Outline>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((place) => before.get(place) !== after.get(place))

/** Compares the text before and after the first exchange of every connection but the first. */
const watchMerge = (provider: WebsocketProvider, outline: Outline, facts: Facts) => {
  let before: ReturnType<Outline> | null = null
  provider.on('status', ({ status }) => {
    if (status === 'connected' && facts.known.opened) before = outline(provider.doc)
  })
  provider.on('sync', (synced: boolean) => {
    if (!synced || !before) return
    const places = changedPlaces(before, outline(provider.doc))
    before = null
    if (places.length > 0) facts.tell({ merged: places })
  })
}

const SECOND = 1_000

/** What colleagues write comes only after its commit: then the document was saved now, not when it was opened. */
const watchColleagues = (provider: WebsocketProvider, facts: Facts) => {
  provider.doc.on('update', (_update: Uint8Array, origin: unknown) => {
    const { synced, savedAt } = facts.known
    if (origin !== provider || !synced) return
    if (Date.now() - (savedAt ?? 0) >= SECOND) facts.learn({ savedAt: Date.now() })
  })
}

export const watchProvider = (
  provider: WebsocketProvider,
  facts: Facts,
  edits: Edits,
  { outline, onAccessChanged }: { outline?: Outline | undefined; onAccessChanged?: (() => void) | undefined },
) => {
  provider.on('status', ({ status }) => {
    if (status === 'connecting') return
    // A line numbers its frames from one; what an exchange by requests had on its way goes again.
    edits.disconnected()
    facts.learn({
      connected: status === 'connected',
      synced: false,
      canCommit: true,
      cannotCommitSince: null,
      ...(status === 'connected' ? { closed: null, closedSince: null } : {}),
    })
  })
  provider.on('sync', (synced: boolean) => {
    facts.learn(synced ? { synced, opened: true } : { synced })
  })
  provider.on('connection-close', (event) => {
    const closed = closeReasonOf(event?.code)
    if (!closed) return
    facts.learn({ closed, closedSince: Date.now() })
    if (closed === 'accessChanged') onAccessChanged?.()
  })
  if (outline) watchMerge(provider, outline, facts)
  watchColleagues(provider, facts)
}

/** What the room learns from the copy on this computer. */
export const keepingReports = (facts: Facts, connection: Connection): WriterReports => ({
  onUnkept: (unkept) => {
    const unkeptSince = unkept === 0 ? null : (facts.known.unkeptSince ?? Date.now())
    facts.learn({ unkept, unkeptSince, ...(unkept === 0 && { diskFull: false }) })
  },
  onFailed: (error) => {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') facts.learn({ diskFull: true })
  },
  onLost: () => facts.learn({ keeping: 'tab', unkept: 0, unkeptSince: null }),
  isAlone: () => !connection.connected,
})

/** Reads this computer's copy; resolves when it is here, cannot be read, or keeps the text waiting for too long. */
export const openKept = async (kept: Kept, doc: Y.Doc, facts: Facts, edits: Edits): Promise<void> => {
  const late = new Promise<void>((resolve) => setTimeout(resolve, KEPT_IN_TIME))
  const take = (unsent: number) => {
    edits.restored(unsent)
    kept.remember(edits.count)
    if (doc.store.clients.size > 0) facts.learn({ opened: true })
  }
  // One that comes later counts all the same.
  await Promise.race([kept.loaded.then(take, () => undefined), late])
}

/** Resolves when what left before frame n is on disk, or when waiting longer makes no sense. */
export const settledBefore = async (n: number, edits: Edits, connection: Connection): Promise<void> => {
  const end = Date.now() + SETTLED_IN_TIME
  while (edits.waitsBefore(n) && connection.connected && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

export const askBeforeLeaving = (edits: Edits): (() => void) => {
  const ask = (event: BeforeUnloadEvent) => {
    if (edits.count > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}

/** Resolves when nothing waits any more, or when waiting longer makes no sense. */
export const settled = (edits: Edits, doc: Y.Doc): Promise<void> =>
  new Promise((resolve) => {
    const end = setTimeout(done, LINGER)
    const look = setInterval(() => edits.count === 0 && done(), 100)
    function done() {
      clearTimeout(end)
      clearInterval(look)
      resolve()
    }
    doc.once('destroy', done)
  })
