import type { DocumentKind } from 'shared/documents/kinds'
import type * as Y from 'yjs'
import { areNamedSeldom, decode } from './decode.ts'
import { areDeleted, pickFresh, withoutKnown } from './freshness.ts'
import { mayAllLand, type KnownShapes } from './judge.ts'
import { canBeTaken } from './order.ts'

/**
 * What the gate says of an update: `nothing` it brings nothing new · `missing` something it builds upon has not come
 * yet · `accepted` its `update`, what is new of it, may be applied; `clients` are the ids under which it writes.
 */
export type Verdict =
  | { is: 'nothing' | 'missing' | 'malformed' | 'schema' }
  | { is: 'accepted'; clients: number[]; update: Uint8Array }

/** Judges updates of one document against `doc`, which holds all that was accepted so far; changes nothing in it. */
export type Gate = (update: Uint8Array) => Verdict
export type MakeGate = (doc: Y.Doc, kind: DocumentKind) => Gate

const judge = (doc: Y.Doc, kind: DocumentKind, shapes: KnownShapes, update: Uint8Array): Verdict => {
  const decoded = decode(update)
  if (!decoded || !areNamedSeldom(decoded.deletions)) return { is: 'malformed' }
  const fresh = pickFresh(doc.store, decoded)
  if (fresh === 'gap' || !canBeTaken(doc.store, decoded)) return { is: 'missing' }
  if (fresh.structs.size === 0 && areDeleted(doc.store, decoded.deletions)) return { is: 'nothing' }
  if (!mayAllLand(doc, fresh, kind, shapes)) return { is: 'schema' }
  return {
    is: 'accepted',
    clients: [...fresh.structs.keys()],
    update: withoutKnown(doc.store, decoded, update, fresh),
  }
}

/**
 * The gate before the log (SPEC G): bytes that parse, roots, names, attributes, addresses and depth of the contract.
 * It judges by where each item lands, before anything is applied or stored, without a copy of the document.
 */
export const makeGate: MakeGate = (doc, kind) => {
  const shapes: KnownShapes = new WeakMap()
  return (update) => judge(doc, kind, shapes, update)
}
