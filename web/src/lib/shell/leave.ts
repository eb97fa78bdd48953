import type { Translate } from 'shared/i18n/translate'
import { wipePages } from '#lib/offline/keep.ts'
import { wipeKept } from '#lib/sync/register.ts'
import { unsentKept } from '#lib/sync/unsentKept.ts'

/** What is on this computer alone would be lost: she is asked. */
const mayLeave = async (t: Translate): Promise<boolean> => {
  const n = await unsentKept()
  return n === 0 || confirm(t('offline.unsent', { n }))
}

const leave = async (t: Translate, to: string): Promise<void> => {
  if (!(await mayLeave(t))) return
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  await Promise.all([wipeKept(), wipePages()])
  location.assign(to)
}

/** Ends the session on the server, then loads a page that holds nothing of the person any more. */
export const signOut = (t: Translate): Promise<void> => leave(t, '/sign-in')

/** The same, and comes back to this page for whoever signs in next. */
export const switchPerson = (t: Translate): Promise<void> =>
  leave(t, `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
