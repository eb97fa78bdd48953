import type { Deps } from '../deps.ts'
import { hasAdministrator, issueAdministratorLink } from '../invitations/issue.ts'
import { say, withKrug } from './open.ts'

const dayOf = (date: Date) => date.toISOString().slice(0, 10)

const issue = async ({ db, env, now }: Deps): Promise<string> => {
  const { link, expiresAt } = await issueAdministratorLink(db, { env, now: now() })
  return `To become the administrator, open this link (works once, until ${dayOf(expiresAt)}): ${link}`
}

/**
 * The line that leads the first administrator in; null when there is one. Only a hash of the link is kept, so every
 * start until then makes a new one and the older ones are worth nothing.
 */
export const offerAdministration = async (deps: Deps): Promise<string | null> =>
  (await hasAdministrator(deps.db)) ? null : issue(deps)

/** `krug create-admin`: a fresh link, also when there are administrators already (none may remember her password). */
export const createAdministrator = (): Promise<void> => withKrug(async (deps) => say(await issue(deps)))
