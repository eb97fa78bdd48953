import type { Component } from 'svelte'
import type { MessageKey } from 'shared/i18n/translate'
import type { PlaceHref } from './here.ts'
import Activity from '@lucide/svelte/icons/activity'
import CalendarRange from '@lucide/svelte/icons/calendar-range'
import FileText from '@lucide/svelte/icons/file-text'
import School from '@lucide/svelte/icons/school'
import Sun from '@lucide/svelte/icons/sun'
import Users from '@lucide/svelte/icons/users'

export type Place = {
  href: PlaceHref
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
