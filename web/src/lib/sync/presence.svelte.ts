import type { Awareness } from 'y-protocols/awareness'
import { peopleIn, type Presence } from './person.ts'

/** Without a key, a touch or a look for this long a face stands at half strength. */
const AWAY_AFTER = 60_000

const signs = ['keydown', 'pointerdown', 'pointermove', 'focus', 'scroll'] as const

const tellAway = (awareness: Awareness): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let away = false
  const tell = (value: boolean) => {
    if (value !== away) awareness.setLocalStateField('away', value)
    away = value
  }
  const awake = () => {
    tell(false)
    clearTimeout(timer)
    timer = setTimeout(() => tell(true), AWAY_AFTER)
  }
  awake()
  for (const sign of signs) window.addEventListener(sign, awake, { passive: true, capture: true })
  return () => {
    clearTimeout(timer)
    for (const sign of signs) window.removeEventListener(sign, awake, { capture: true })
  }
}

export type PresenceList = { readonly people: readonly Presence[]; stop: () => void }

/** Who is in the room now, this person included; never stored, never counted. */
export const watchPresence = (awareness: Awareness): PresenceList => {
  let people = $state.raw<readonly Presence[]>([])
  const look = () => {
    const next = peopleIn(awareness.getStates(), awareness.clientID)
    if (JSON.stringify(next) !== JSON.stringify(people)) people = next
  }
  look()
  awareness.on('change', look)
  const stopTelling = tellAway(awareness)
  return {
    get people() {
      return people
    },
    stop: () => {
      awareness.off('change', look)
      stopTelling()
    },
  }
}
