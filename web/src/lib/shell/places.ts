import type { Component } from 'svelte'
import type { MessageKey } from 'shared/i18n/translate'
import Activity from '@lucide/svelte/icons/activity'
import CalendarRange from '@lucide/svelte/icons/calendar-range'
import FileText from '@lucide/svelte/icons/file-text'
import School from '@lucide/svelte/icons/school'
import Sun from '@lucide/svelte/icons/sun'
import Users from '@lucide/svelte/icons/users'

export type Place = {
  href: '/' | '/communities' | '/schools' | '/documents' | '/roadmaps' | '/participation'
  label: MessageKey
  /** On the phone's bar words are shorter. */
  short?: MessageKey
  icon: Component
}

const today: Place = { href: '/', label: 'app.today', icon: Sun }
const communities: Place = { href: '/communities', label: 'app.communities', icon: Users }
const schools: Place = { href: '/schools', label: 'app.schools', icon: School }
const documents: Place = { href: '/documents', label: 'app.documents', icon: FileText }
const roadmaps: Place = { href: '/roadmaps', label: 'app.roadmaps', short: 'app.plan', icon: CalendarRange }
const participation: Place = { href: '/participation', label: 'app.participation', icon: Activity }

export const first = today

/** The four axes of network work, in this order (UX §3); an axis shows only pages that exist. */
export const axes: readonly { label: MessageKey; places: readonly Place[] }[] = [
  { label: 'app.space', places: [communities, schools] },
  { label: 'app.information', places: [documents] },
  { label: 'app.time', places: [roadmaps] },
  { label: 'app.energy', places: [participation] },
]

export const phonePlaces: readonly Place[] = [today, communities, documents, roadmaps, participation]

/** Is this the place, or below it? Today is only itself. */
export const isHere = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

/** Of several places that a path lies in, the one meant: participation of a community is not «communities». */
export const placeOf = (path: string): Place['href'] | null => {
  if (/^\/communities\/[^/]+\/participation/.test(path)) return '/participation'
  return [...phonePlaces, schools].find(({ href }) => isHere(href, path))?.href ?? null
}
