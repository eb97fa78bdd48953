import type * as Y from 'yjs'

export type LoadClient = {
  /** Sends an edit. */
  send: (update: Uint8Array) => void
  /** Says that somebody is here under this client id, for the `clock`-th time. */
  present: (clientId: number, clock: number) => void
  /** Called with each edit of others that arrives; `read` gives the Yjs update. */
  onUpdate: (listener: (read: () => Uint8Array) => void) => void
  /** Called when the server says that the first n edits of this client are safe. */
  onAcknowledged: (listener: (n: number) => void) => void
  /** Bytes of Yjs updates with which the document came. */
  opening: () => Uint8Array[]
  close: () => void
}

export type Running = {
  /** Of the server, or of all its nodes. */
  processIds: readonly number[]
  /** Makes a document; gives its name. */
  aRoom: () => Promise<string>
  /** A document that holds this state already, stored and not in memory; null when the server stores nothing. */
  aStoredRoom: ((state: Uint8Array) => Promise<string>) | null
  /** What is stored of a document; null when nothing is. */
  stored: ((room: string) => Promise<Y.Doc>) | null
  /** Comes into a room as its n-th member and waits for the document. */
  connect: (room: string, member: number) => Promise<LoadClient>
  /** Ends it without warning and starts it anew on what was stored. */
  killAndRestart: () => Promise<void>
  stop: () => Promise<void>
}

export type Contender = {
  name: string
  start: () => Promise<Running>
  /** The only scenarios in which it is measured; all, where none are named. */
  only?: readonly string[]
}
