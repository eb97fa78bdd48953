import type { Session } from '../access/session.ts'

/** What every route of the API finds in its context; policies add `person` and `allowed` (access/policy.ts). */
export type AppEnv = {
  /** Node's request, when there is one: in-process calls pass the request of the page they serve. */
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined } } }
  Variables: {
    requestId: string
    /** The client's address as far as TRUST_PROXY lets it be believed. */
    address: string
    /** Who is signed in; looked up at most once a request. */
    findSession: () => Promise<Session | null>
  }
}
