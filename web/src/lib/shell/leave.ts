import { wipeKept } from '#lib/sync/register.ts'

const leave = async (to: string): Promise<void> => {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  await wipeKept()
  location.assign(to)
}

/** Ends the session on the server, then loads a page that holds nothing of the person any more. */
export const signOut = (): Promise<void> => leave('/sign-in')

/** The same, and comes back to this page for whoever signs in next. */
export const switchPerson = (): void =>
  void leave(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
