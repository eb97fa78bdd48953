import type { Attribute } from '@tiptap/core'

/** An attribute that HTML carries as `data-…`, in Krug's own words. */
export const dataAttribute = (key: string, fallback: string | null = null): Attribute => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${key}`) ?? fallback,
})

/** The same for a whole number. */
export const dataNumber = (key: string): Attribute => ({
  default: null,
  parseHTML: (element: HTMLElement) => {
    const written = element.getAttribute(`data-${key}`)
    return written === null ? null : Number(written)
  },
})

/** What HTML writes of attributes that have a value. */
export const dataOf = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[`data-${key}`, String(value)]] : [],
    ),
  )
