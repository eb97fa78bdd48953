import type { Translate } from 'shared/i18n/translate'

/** Zones of Russia from west to east; the largest city names each. */
const russian = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
]

/** «UTC+5» at that moment. */
const offsetOf = (zone: string, at: Date): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    at,
  )
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC')
}

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** Choices for a list: «Екатеринбург, UTC+5». A zone in use that is not of Russia stands first. */
export const timeZoneOptions = (t: Translate, inUse: string, at: Date): { value: string; label: string }[] =>
  [...(russian.includes(inUse) ? [] : [inUse]), ...russian].map((zone) => ({
    value: zone,
    label: `${t('schools.city', { city: cityOf(zone) })}, ${offsetOf(zone, at)}`,
  }))
