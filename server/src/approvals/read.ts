import type { Db } from 'db/connect'
import {
  type ApprovalRow,
  findApproval,
  findApprovalByCode,
  listMoves,
  listStamps,
  type StampRow,
} from 'db/queries/approvals'
import { stampKinds } from 'shared/approvals/stampKinds'
import { moveCodes } from 'shared/approvals/moves'
import type { Approval, Checked, StampOutput } from 'shared/approvals/outputs'
import { presentPersonName } from 'shared/people/person'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import { type Asker, authorize, type Authorized } from '../access/authorize.ts'

const MOVES_SHOWN = 50

const presentStamp = ({ id, kind, body, signer, number, decidedOn }: StampRow): StampOutput => ({
  ...{ id, body, signer, number, decidedOn },
  kind: stampKinds.find((one) => one === kind) ?? 'considered',
})

const presentApproved = ({ approval, by }: ApprovalRow) => ({
  number: approval.number,
  code: approval.code,
  at: approval.at.toISOString(),
  by: presentPersonName(by).shortName,
  version: approval.versionId,
})

/** Where a document is on its way, its stamps, and who moved it. */
export const readApproval = async (
  db: Db,
  { subject: { documentId, state } }: Authorized<'document.read'>,
): Promise<Approval> => {
  const [stamps, approved, moves] = await Promise.all([
    listStamps(db, documentId),
    findApproval(db, documentId),
    listMoves(db, documentId, MOVES_SHOWN),
  ])
  return {
    state,
    stamps: stamps.map(presentStamp),
    approved: approved && presentApproved(approved),
    moves: moves.flatMap(({ move, at, by, school, reason }) => {
      const code = moveCodes.find((one) => one === move)
      return code
        ? [{ move: code, at: at.toISOString(), by: presentPersonName(by).shortName, school, reason }]
        : []
    }),
  }
}

/** What a printed code leads to; to whom the document is closed, there is no such code. */
export const checkCode = async (db: Db, asker: Asker, code: string): Promise<Checked | Problem> => {
  const found = await findApprovalByCode(db, code)
  if (!found) return problem('notFound')
  const { approval, title } = found
  const reader = await authorize(db, asker, 'document.read', approval.documentId)
  if (isProblem(reader)) return problem('notFound')
  return {
    ...presentApproved(found),
    document: { id: approval.documentId, title },
    isCurrent: approval.endedAt === null,
  }
}
