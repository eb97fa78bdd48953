import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import { areNamedSeldom, decode, type Decoded } from './decode.ts'
import { areDeleted, pickFresh, withoutKnown, type Fresh } from './freshness.ts'
import { mayAllLand, type KnownShapes } from './judge.ts'
import { canBeTaken } from './order.ts'
import { apartFrom, pendingOf } from './pending.ts'

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

/** What is new of an update, if Yjs can take it. */
const takeable = (store: Y.Doc['store'], decoded: Decoded): Fresh | null => {
  const fresh = pickFresh(store, decoded)
  return fresh === 'gap' || !canBeTaken(store, decoded) ? null : fresh
}

/** `all` is what lands with the update: what is new of it and, after a row was lost, what waited for it. */
type Judging = { update: Uint8Array; decoded: Decoded; fresh: Fresh; all: Fresh }

const judgeFresh = (
  doc: Y.Doc,
  kind: DocumentKind,
  shapes: KnownShapes,
  { update, decoded, fresh, all }: Judging,
): Verdict => {
  if (fresh.structs.size === 0 && areDeleted(doc.store, decoded.deletions)) return { is: 'nothing' }
  if (!mayAllLand(doc, all, kind, shapes)) return { is: 'schema' }
  return {
    is: 'accepted',
    clients: [...fresh.structs.keys()],
    update: withoutKnown(doc.store, decoded, update, fresh),
  }
}

/** The document lost a row (SPEC J5): what waits for it is known, though it is not in place. */
const judgeApart = (
  doc: Y.Doc,
  kind: DocumentKind,
  shapes: KnownShapes,
  update: Uint8Array,
  { own, waiting, along }: ReturnType<typeof apartFrom>,
): Verdict => {
  const fresh = pickFresh(doc.store, own)
  if (fresh === 'gap') return { is: 'missing' }
  const all = takeable(doc.store, own) ?? takeable(doc.store, { ...own, structs: [...own.structs, ...along] })
  if (!all) return { is: 'missing' }
  const rest = waiting.size > 0 ? Y.diffUpdate(update, Y.encodeStateVector(waiting)) : update
  return judgeFresh(doc, kind, shapes, { update: rest, decoded: own, fresh, all })
}

const judge = (doc: Y.Doc, kind: DocumentKind, shapes: KnownShapes, update: Uint8Array): Verdict => {
  const decoded = decode(update)
  if (!decoded || !areNamedSeldom(decoded.deletions)) return { is: 'malformed' }
  const pending = pendingOf(doc.store)
  if (pending) return judgeApart(doc, kind, shapes, update, apartFrom(doc.store, pending, decoded))
  const fresh = takeable(doc.store, decoded)
  return fresh ? judgeFresh(doc, kind, shapes, { update, decoded, fresh, all: fresh }) : { is: 'missing' }
}

/**
 * The gate before the log (SPEC G): bytes that parse, roots, names, attributes, addresses and depth of the contract.
 * It judges by where each item lands, before anything is applied or stored, without a copy of the document.
 */
export const makeGate: MakeGate = (doc, kind) => {
  const shapes: KnownShapes = new WeakMap()
  return (update) => judge(doc, kind, shapes, update)
}
