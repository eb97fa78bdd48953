import type { RailPlace } from '#lib/shell/rail.ts'

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

const YEAR = 365 * 24 * 60 * 60

/** Remembers a choice of this browser, read by the server on the next page: nothing secret goes here. */
export const remember = (
  name: 'krug-theme' | 'krug-locale' | `krug-rail-${RailPlace}`,
  value: string | null,
): void => {
  const age = value === null ? 0 : YEAR
  document.cookie = `${name}=${value ?? ''}; Path=/; Max-Age=${age}; SameSite=Lax`
}

/** Puts a theme on at once and remembers it; null follows the system. */
export const wear = (theme: Theme | null): void => {
  remember('krug-theme', theme)
  if (theme === null) delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
