import type { Locale, Translate } from 'shared/i18n/translate'

const NO_BREAK = '\u00a0'
const DAY = 24 * 60 * 60 * 1000

type Moment = Date | string

/** All ways in which Krug says dates, in the network's time zone so that server and browser agree. */
export type Dates = {
  /** «20 ноября», «20 ноября 2025» in another year. */
  day: (at: Moment) => string
  /** «20 ноября 2026», for what stays when the year is over. */
  fullDay: (at: Moment) => string
  /** «20 нояб.» */
  shortDay: (at: Moment) => string
  /** «20.11» for tables. */
  tableDay: (at: Moment) => string
  /** «воскресенье, 22 ноября» */
  weekday: (at: Moment) => string
  /** «14:32» */
  time: (at: Moment) => string
  /** «сегодня в 11:05», «вчера в 17:40», «в пятницу в 17:40», «20 ноября» */
  moment: (at: Moment) => string
  /** «сегодня, 11:05», «вчера, 17:40», «20 ноября» for the last column of a table. */
  tableMoment: (at: Moment) => string
  /** «20 ноября 2026, 11:05», for what is printed or sent on. */
  stamp: (at: Moment) => string
  /** «пн», for the head of a calendar. */
  weekdayLetters: (at: Moment) => string
  /** The network's date now, «2026-11-22». */
  today: () => string
}

const fieldsIn = (locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { timeZone, ...options })
  return (at: Date) =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])) as Partial<
      Record<Intl.DateTimeFormatPartTypes, string>
    >
}

const order = (locale: Locale, day = '', month = '') =>
  locale === 'ru' ? `${day}${NO_BREAK}${month}` : `${month}${NO_BREAK}${day}`

/** A date without a time («2026-11-20») means the day itself, wherever the reader is. */
const isDayOnly = (at: Moment): boolean => typeof at === 'string' && at.length === 10

/**
 * Makes the date words of one page.
 * @param now gives the present moment; asked at every call, so that a page left open stays right.
 */
export const createDates = (locale: Locale, timeZone: string, t: Translate, now: () => Date): Dates => {
  const inZone = (options: Intl.DateTimeFormatOptions) => {
    const local = fieldsIn(locale, timeZone, options)
    const plain = fieldsIn(locale, 'UTC', options)
    return (at: Moment) => (isDayOnly(at) ? plain : local)(new Date(at))
  }
  const long = inZone({ day: 'numeric', month: 'long', year: 'numeric' })
  const short = inZone({ day: 'numeric', month: 'short' })
  const table = inZone({ day: '2-digit', month: '2-digit' })
  const clock = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const week = inZone({ weekday: 'long' })
  const letters = inZone({ weekday: 'short' })
  const english = fieldsIn('en', timeZone, { weekday: 'short' })

  const dayOf = (at: Date) => {
    const { year, month, day } = fieldsIn('en', timeZone, {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })(at)
    return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY
  }
  const today = () => new Date(dayOf(now()) * DAY).toISOString().slice(0, 10)
  const daysAgo = (at: Moment) =>
    dayOf(now()) - (isDayOnly(at) ? Date.parse(String(at)) / DAY : dayOf(new Date(at)))

  const time = (at: Moment) => `${clock(at).hour}:${clock(at).minute}`
  const dayOfYear = (at: Moment) => {
    const { day: number, month, year } = long(at)
    return `${order(locale, number, month)}${locale === 'ru' ? NO_BREAK : ', '}${year}`
  }
  const day = (at: Moment) => {
    const { day: number, month, year } = long(at)
    return year === long(now()).year ? order(locale, number, month) : dayOfYear(at)
  }
  const recent = (at: Moment, place: 'app.moment' | 'app.tableMoment') => {
    const ago = daysAgo(at)
    const when = ago === 0 ? 'today' : ago === 1 ? 'yesterday' : null
    if (when) return t(place, { when, time: time(at) })
    if (place === 'app.moment' && ago > 1 && ago < 7)
      return t('app.weekdayMoment', { weekday: String(english(new Date(at)).weekday), time: time(at) })
    return day(at)
  }

  return {
    day,
    fullDay: dayOfYear,
    shortDay: (at) => order(locale, short(at).day, short(at).month),
    tableDay: (at) =>
      locale === 'ru' ? `${table(at).day}.${table(at).month}` : `${table(at).day}/${table(at).month}`,
    weekday: (at) => `${week(at).weekday}, ${day(at)}`,
    time,
    moment: (at) => recent(at, 'app.moment'),
    tableMoment: (at) => recent(at, 'app.tableMoment'),
    stamp: (at) => `${dayOfYear(at)}, ${time(at)}`,
    weekdayLetters: (at) => letters(at).weekday ?? '',
    today,
  }
}
