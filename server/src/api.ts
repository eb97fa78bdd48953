import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { generateSpecs } from 'hono-openapi'
import { createAttempts } from './access/attempts.ts'
import { checkPolicies, open, passing } from './access/policy.ts'
import { accessRoutes } from './access/routes.ts'
import { findSession } from './access/session.ts'
import { commentRoutes } from './comments/routes.ts'
import { approvalRoutes, documentApprovalRoutes } from './approvals/routes.ts'
import { communityRoutes } from './communities/routes.ts'
import type { Deps } from './deps.ts'
import { communityDocumentRoutes, documentRoutes } from './documents/routes.ts'
import { trashRoutes } from './documents/trashRoutes.ts'
import { exportRoutes } from './exports/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { readAddress } from './http/address.ts'
import type { AppEnv } from './http/app.ts'
import { onAbsent, onFailure } from './http/failure.ts'
import { protectAnswers } from './http/headers.ts'
import { limitBody } from './http/limits.ts'
import { checkOrigin } from './http/origin.ts'
import { noteRefusals } from './http/refusals.ts'
import { requestId } from './http/requestId.ts'
import { invitationRoutes } from './invitations/holderRoutes.ts'
import { communityInvitationRoutes } from './invitations/routes.ts'
import { copyRoutes, lineageRoutes } from './lineage/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { networkRoutes } from './networks/routes.ts'
import { lookRoutes, participationRoutes } from './participation/routes.ts'
import { peopleRoutes } from './people/administrationRoutes.ts'
import { passwordLinkIssueRoutes, passwordLinkRoutes } from './people/passwordLinkRoutes.ts'
import { meRoutes } from './people/routes.ts'
import { roadmapRoutes } from './roadmaps/routes.ts'
import { schoolRoutes } from './schools/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { connectionRoutes, syncRoutes } from './sync/routes.ts'
import { documentFavouriteRoutes, favouriteRoutes } from './favourites/routes.ts'
import { folderRoutes } from './folders/routes.ts'
import { documentTemplateRoutes, templateRoutes } from './templates/routes.ts'
import { todayRoutes } from './today/routes.ts'
import { historyRoutes } from './versions/historyRoutes.ts'

/** Looks the session up when a route first asks, and passes on the cookie that keeps it alive. */
const rememberSession = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    let found: ReturnType<typeof findSession> | undefined
    c.set('findSession', async () => {
      found ??= findSession(deps, c.req.raw.headers)
      const { session, refreshed } = await found
      for (const cookie of refreshed.splice(0)) c.header('Set-Cookie', cookie, { append: true })
      return session
    })
    await next()
  })

/** What every request passes before its route. */
const prepare = (deps: Deps) => {
  const { publicUrl, trustProxy } = deps.env
  const app = new Hono<AppEnv>().basePath('/api')
  const passages = [
    ...[requestId, protectAnswers(publicUrl), readAddress(trustProxy)],
    ...[noteRefusals(deps.log), checkOrigin(publicUrl), limitBody, rememberSession(deps)],
  ]
  for (const middleware of passages) app.use(passing(middleware))
  return app.onError(onFailure(deps.log)).notFound(onAbsent)
}

const describing = {
  documentation: {
    info: { title: 'Krug', version: '1', description: 'A workspace for network communities of schools' },
  },
  includeEmptyPaths: true,
  excludeStaticFile: false,
}

/** The whole HTTP API under /api. Throws when a route declares no policy. */
export const createApi = (deps: Deps) => {
  const attempts = createAttempts(deps.cluster?.counts)
  const api = prepare(deps)
    .route('/auth', accessRoutes(deps, attempts))
    .route('/me', meRoutes(deps, attempts))
    .route('/me', lookRoutes(deps))
    .route('/me', connectionRoutes())
    .route('/people', peopleRoutes(deps))
    .route('/network', networkRoutes(deps))
    .route('/schools', schoolRoutes(deps))
    .route('/communities', communityRoutes(deps))
    .route('/communities', communityInvitationRoutes(deps))
    .route('/communities', communityDocumentRoutes(deps))
    .route('/people', passwordLinkIssueRoutes(deps))
    .route('/passwords', passwordLinkRoutes(deps, attempts))
    .route('/documents', trashRoutes(deps))
    .route('/documents', documentRoutes(deps))
    .route('/documents', fileRoutes(deps))
    .route('/documents', linkRoutes(deps))
    .route('/documents', roadmapRoutes(deps))
    .route('/documents', commentRoutes(deps))
    .route('/documents', exportRoutes(deps))
    .route('/documents', syncRoutes(deps))
    .route('/documents', historyRoutes(deps))
    .route('/documents', lineageRoutes(deps))
    .route('/communities', copyRoutes(deps))
    .route('/documents', documentTemplateRoutes(deps))
    .route('/communities', templateRoutes(deps))
    .route('/communities', folderRoutes(deps))
    .route('/documents', documentFavouriteRoutes(deps))
    .route('/favourites', favouriteRoutes(deps))
    .route('/documents', documentApprovalRoutes(deps))
    .route('/approvals', approvalRoutes(deps))
    .route('/today', todayRoutes(deps))
    .route('/search', searchRoutes(deps))
    .route('/communities', participationRoutes(deps))
    .route('/invitations', invitationRoutes(deps, attempts))
  const described = new Hono<AppEnv>()
  let specification: Promise<object> | undefined
  api.get('/openapi.json', open(), async (c) => {
    specification ??= generateSpecs(described, describing)
    return c.json(await specification)
  })
  described.route('/', api)
  checkPolicies(api)
  return api
}

export type Api = ReturnType<typeof createApi>
