import type { StampInput } from 'shared/approvals/inputs'
import type { MoveCode } from 'shared/approvals/moves'
import { refusalOf } from './answer.ts'
import { createApiClient } from './client.ts'

const one = (id: string, fetch?: typeof globalThis.fetch) => ({
  document: createApiClient(fetch).documents[':id'],
  param: { id },
})

/** Where a document is on its way to approval. */
export const getApproval = (id: string, fetch?: typeof globalThis.fetch) => {
  const { document, param } = one(id, fetch)
  return document.approval.$get({ param })
}

/** Takes a document to its next state; null when it is done. */
export const moveDocument = (id: string, move: MoveCode, reason?: string) => {
  const { document, param } = one(id)
  return refusalOf(document.approval[move].$post({ param, json: reason === undefined ? {} : { reason } }))
}

export const putStamp = (id: string, stamp: StampInput) => {
  const { document, param } = one(id)
  return refusalOf(document.stamps.$post({ param, json: stamp }))
}

export const takeStamp = (id: string, stamp: string) =>
  refusalOf(createApiClient().documents[':id'].stamps[':stamp'].$delete({ param: { id, stamp } }))

/** What a printed code leads to. */
export const getChecked = (code: string, fetch?: typeof globalThis.fetch) =>
  createApiClient(fetch).approvals[':code'].$get({ param: { code } })
