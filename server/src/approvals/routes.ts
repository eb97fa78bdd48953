import { Hono } from 'hono'
import { moveInput, stampInput } from 'shared/approvals/inputs'
import { type MoveCode, moves } from 'shared/approvals/moves'
import { approvalOutput, checkedOutput, stampMade, stateOutput } from 'shared/approvals/outputs'
import { isProblem } from 'shared/protocol/problem'
import { pacedBy } from '../access/pace.ts'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { moveDocument } from './move.ts'
import { checkCode, readApproval } from './read.ts'
import { putStamp, takeStamp } from './stamps.ts'

const summaries: Record<MoveCode, string> = {
  submit: 'Hand a draft in for review',
  takeBack: 'Take a document back from review',
  agree: 'Agree to a document: its text rests from now on',
  sendBack: 'Send a document back to draft, with a reason',
  approve: 'Approve a document: the text is kept as a version and gets a code',
  reopen: 'Take an approved document back to draft, with a reason',
}

/** Every move has the rights of all who are in the document judged again. */
const MOVES_A_MINUTE = 20

type Paced = ReturnType<typeof pacedBy>

const moving = <Code extends MoveCode>(deps: Deps, paced: Paced, code: Code) =>
  new Hono<AppEnv>().post(
    `/:id/approval/${code}`,
    needs(deps, moves[code].needs, 'id'),
    describe(summaries[code], stateOutput),
    paced,
    body(moveInput),
    async (c) => {
      const moved = await moveDocument(deps, c.var.allowed, code, c.req.valid('json'))
      return isProblem(moved) ? refuse(c, moved) : c.json(moved)
    },
  )

const stampRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post(
      '/:id/stamps',
      needs(deps, 'document.review', 'id'),
      describe('Put a stamp on a document that is on its way', stampMade),
      body(stampInput),
      async (c) => {
        const put = await putStamp(deps, c.var.allowed, c.req.valid('json'))
        return isProblem(put) ? refuse(c, put) : c.json(put, 201)
      },
    )
    .delete(
      '/:id/stamps/:stamp',
      needs(deps, 'document.review', 'id'),
      describe('Take a stamp off again', stampMade),
      ids('id', 'stamp'),
      async (c) => {
        const taken = await takeStamp(deps, c.var.allowed, c.req.valid('param').stamp)
        return isProblem(taken) ? refuse(c, taken) : c.json(taken)
      },
    )

/** From draft to approved and back: under /documents. */
export const documentApprovalRoutes = (deps: Deps) => {
  const paced = pacedBy(deps, 'moves', MOVES_A_MINUTE)
  return new Hono<AppEnv>()
    .get(
      '/:id/approval',
      needs(deps, 'document.read', 'id'),
      describe('Where a document is on its way to approval', approvalOutput),
      async (c) => c.json(await readApproval(deps.db, c.var.allowed)),
    )
    .route('/', moving(deps, paced, 'submit'))
    .route('/', moving(deps, paced, 'takeBack'))
    .route('/', moving(deps, paced, 'agree'))
    .route('/', moving(deps, paced, 'sendBack'))
    .route('/', moving(deps, paced, 'approve'))
    .route('/', moving(deps, paced, 'reopen'))
    .route('/', stampRoutes(deps))
}

/** Codes as they stand on paper: under /approvals. */
export const approvalRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/:code',
    signedIn(),
    describe('What an approved document’s code leads to', checkedOutput),
    async (c) => {
      const checked = await checkCode(deps.db, c.var.person, c.req.param('code'))
      return isProblem(checked) ? refuse(c, checked) : c.json(checked)
    },
  )
