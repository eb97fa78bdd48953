import type { RejectionReason } from 'shared/protocol/acknowledgement'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { useConnection } from './connection.svelte.ts'
import { createFacts } from './facts.svelte.ts'
import {
  askBeforeLeaving,
  countEdits,
  join,
  keepingReports,
  openKept,
  reportsTo,
  settled,
  settledBefore,
  watchProvider,
  type OnRefused,
  type Outline,
} from './joining.ts'
import { keepHere, keptName, type Kept } from './kept.ts'
import { createNotices, type OnNotice } from './notices.ts'
import type { Presence, RoomPerson } from './person.ts'
import { watchPresence } from './presence.svelte.ts'
import { lossOf, type RoomStatus } from './status.ts'
import { startThirdWay } from './thirdWay.ts'
import { createUndo } from './undo.ts'
import { tellLoss } from './unsent.ts'

export type RoomOptions = {
  documentId: string
  /** Generation of the document: a copy of an older one is never mixed in. */
  gen: number
  person: RoomPerson
  canWrite: boolean
  canComment: boolean
  /** «Это мой компьютер»: the document is kept here for work without connection. */
  ownDevice: boolean
  savedAt: Date | null
  /** What changed in these texts while we were away is told after the reconnection. */
  outline?: Outline | undefined
  /** Rights changed: ask for the document again. */
  onAccessChanged?: (() => void) | undefined
  /** The server will never take these edits: this room's document is of no more use, open another. */
  onRefused?: OnRefused | undefined
  /** This computer's copy still belongs to the room before this one: `keep` begins a new one. */
  keepLater?: boolean | undefined
  /** Why the room before this one was left, for the status line. */
  refused?: RejectionReason | undefined
}

export type Room = {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly undo: Y.UndoManager
  /** Origin for own transactions: `room.doc.transact(change, room.origin)`. */
  readonly origin: object
  readonly status: RoomStatus
  /** False when what is typed would not reach the server: signed out, access withdrawn, too long without commits. */
  readonly writable: boolean
  /** The text is here: from the server or from this computer's own copy. */
  readonly opened: boolean
  readonly people: readonly Presence[]
  /** Edits without acknowledgement. */
  readonly unsaved: number
  /** Tells of edits made by others. */
  onRemoteEdit: (listener: () => void) => () => void
  /** Tells when something beside the text changed, or may have while there was no line. */
  onNotice: (listener: OnNotice) => () => void
  /** Ctrl+S: true when everything is on the server already, else tries at once. */
  saveNow: () => boolean
  /** Goes back in after signing in again. */
  resume: () => void
  /** The news in the line was read or acted upon: it returns to "saved". */
  seen: () => void
  close: () => void
  /** Resolves when what left before frame n is on the server, or when it makes no sense to wait longer. */
  settledBefore: (n: number) => Promise<void>
  /** Leaves the server; what is typed is counted, asked about and kept here as ever. */
  pause: () => void
  /** Keeps the document on this computer from now on, where it shall be kept. */
  keep: () => void
  /** Closes at once and removes this computer's copy: after a refusal. */
  abandon: () => Promise<void>
}

/** All that belongs to one open document, wired together; nothing is sent yet. */
const prepare = (options: RoomOptions) => {
  const { canWrite, canComment, ownDevice, savedAt, person, documentId, gen, onRefused } = options
  const connection = useConnection(person.id)
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const keeping = ownDevice && !options.keepLater ? 'here' : 'tab'
  const facts = createFacts({ canWrite, canComment, savedAt, keeping }, connection)
  if (options.refused) facts.tell({ refused: options.refused })
  const copyName = keptName(person.id, documentId, gen)
  const copy: { kept: Kept | null } = { kept: null }
  const startKeeping = (): Kept | null => {
    copy.kept ??= ownDevice ? keepHere(copyName, doc, keepingReports(facts, connection)) : null
    return copy.kept
  }
  if (!options.keepLater) startKeeping()
  const edits = countEdits(doc, facts, (count) => copy.kept?.remember(count))
  const name = `${documentId}~${gen}`
  const notices = createNotices()
  const reports = reportsTo(facts, edits, { onRefused, onNotice: notices.tell })
  const provider = join({ connection, doc, awareness, name, reports })
  const origin = {}
  const undo = createUndo(doc, origin)
  awareness.setLocalStateField('user', person)
  const presence = watchPresence(awareness)
  watchProvider(provider, facts, edits, options)
  // What was said without us is asked for as soon as the line is back.
  provider.on('sync', (synced: boolean) => {
    if (synced) notices.tell(null)
  })
  const thirdWay = startThirdWay(
    { documentId, gen, personId: person.id, provider, edits, reports },
    facts,
    connection,
  )
  return {
    connection,
    doc,
    awareness,
    facts,
    copy,
    startKeeping,
    edits,
    provider,
    origin,
    undo,
    presence,
    thirdWay,
    notices,
  }
}

type Parts = ReturnType<typeof prepare>

type Ways = Pick<Room, 'close' | 'abandon' | 'pause' | 'keep' | 'settledBefore'>

const enter = (parts: Parts, canWrite: boolean): Ways => {
  const { connection, doc, awareness, facts, copy, edits, provider, presence, thirdWay } = parts
  const asking = canWrite ? [askBeforeLeaving(edits), tellLoss(() => lossOf(facts.known))] : []
  const stops = [facts.stop, presence.stop, thirdWay.stop, ...asking]
  let closed = false
  let paused = false
  const opening = copy.kept ? openKept(copy.kept, doc, facts, edits) : Promise.resolve()
  void opening.then(() => closed || paused || provider.connect())

  const end = () => {
    closed = true
    provider.destroy()
    for (const stop of stops) stop()
  }
  const leave = async () => {
    closed = true
    awareness.setLocalState(null)
    if (edits.count > 0 && connection.connected && !paused) await settled(edits, doc)
    end()
    copy.kept?.stop()
    doc.destroy()
  }
  return {
    close: () => void (closed || leave()),
    settledBefore: (n) => settledBefore(n, edits, connection),
    pause: () => {
      paused = true
      thirdWay.stop()
      provider.disconnect()
    },
    keep: () => {
      const kept = parts.startKeeping()
      facts.learn({ keeping: kept ? 'here' : 'tab' })
      if (kept) void openKept(kept, doc, facts, edits)
    },
    abandon: async () => {
      closed = true
      end()
      await copy.kept?.forget()
    },
  }
}

/**
 * Opens a document's room over the app's one connection. The caller closes it; edits still on their way are given a
 * few seconds more.
 */
export const openRoom = (options: RoomOptions): Room => {
  const parts = prepare(options)
  const { connection, doc, awareness, facts, edits, provider, presence, origin, undo } = parts
  return {
    doc,
    awareness,
    undo,
    origin,
    get status() {
      return facts.status
    },
    get writable() {
      return facts.writable
    },
    get opened() {
      return facts.known.opened
    },
    get people() {
      return presence.people
    },
    get unsaved() {
      return facts.known.edits
    },
    onRemoteEdit: (listener) => {
      const notice = (_update: Uint8Array, source: unknown) => {
        if (source === provider) listener()
      }
      doc.on('update', notice)
      return () => doc.off('update', notice)
    },
    onNotice: parts.notices.listen,
    saveNow: () => {
      if (edits.count === 0) return true
      connection.retry()
      parts.thirdWay.now()
      return false
    },
    resume: () => {
      connection.retry()
      if (facts.known.closed === 'signedOut') provider.connect()
    },
    seen: facts.seen,
    ...enter(parts, options.canWrite),
  }
}
