import type { Locale } from 'shared/i18n/translate'

export type Numbers = {
  /** «1 234,5»: at most one digit after the comma unless told otherwise. */
  decimal: (value: number, digits?: number) => string
  /** «83,3 %» of a share between 0 and 1. */
  percent: (share: number) => string
}

export const createNumbers = (locale: Locale): Numbers => ({
  decimal: (value, digits = 1) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
  percent: (share) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
})
