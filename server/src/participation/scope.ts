import type { Db } from 'db/connect'
import { findReportedCommunity, listHolidays } from 'db/queries/participation'
import { addDays, type Day, type Interval, mondayOf, municipalDay } from 'shared/calendar/days'
import { holidaysOf, schoolYearOf, termAt } from 'shared/calendar/schoolYear'
import { must } from 'shared/must'
import { type ParticipationWindow, windowAt, type WindowKind } from 'shared/participation/window'

export type WindowWish = { window: WindowKind; until?: Day | undefined }

/** What is looked at: a community, in a window of its municipality's calendar. */
export type Scope = {
  community: { id: string; name: string; timeZone: string; createdOn: Day }
  today: Day
  /** The last day looked at. */
  until: Day
  window: ParticipationWindow
  term: number
  /** All holidays from the community's first school year to the window's. */
  holidays: Interval[]
  /** Weeks of the matrix lie in here. */
  matrix: Interval
}

/** Four weeks are shown with the two months before them, so that a trend can be seen. */
const WEEKS_BEFORE = 8

const matrixOf = (window: ParticipationWindow, until: Day, createdOn: Day): Interval => {
  if (window.kind !== '28d') return { from: window.from, to: window.to < until ? window.to : until }
  const earliest = addDays(window.from, -7 * WEEKS_BEFORE)
  const first = mondayOf(createdOn)
  const from = first > earliest ? first : earliest
  return { from: from < window.from ? from : window.from, to: window.to }
}

const clamp = (day: Day, { from, to }: Interval): Day => {
  if (day > to) return to
  return day < from ? from : day
}

/** Finds the window that was asked for. Days before the community or after today are moved to them. */
export const openScope = async (db: Db, communityId: string, wish: WindowWish, now: Date): Promise<Scope> => {
  const community = must(await findReportedCommunity(db, communityId), 'the community that was authorized')
  const entered = await listHolidays(db, community.networkId)
  const today = municipalDay(now, community.timeZone)
  const life = { from: community.createdOn < today ? community.createdOn : today, to: today }
  const until = clamp(wish.until ?? today, life)
  const window = windowAt(wish.window, until, entered)
  const firstYear = schoolYearOf(life.from)
  const years = Array.from({ length: schoolYearOf(until) - firstYear + 1 }, (_, index) => firstYear + index)
  return {
    community,
    today,
    until,
    window,
    term: termAt(until, entered).number,
    holidays: years.flatMap((year) => holidaysOf(year, entered)),
    matrix: matrixOf(window, until, community.createdOn),
  }
}
