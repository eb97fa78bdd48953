import type { DocumentKind } from 'shared/documents/kinds'

const placeHrefs = ['/', '/communities', '/schools', '/documents', '/roadmaps', '/participation'] as const
export type PlaceHref = (typeof placeHrefs)[number]

/** Is the path this place, or below it? Today is only itself. */
const isWithin = (href: PlaceHref, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

/**
 * The place of the menu that a path lies in; participation of a community is not «communities», and a plan is a
 * document that lies among the roadmaps.
 */
export const placeOf = (path: string, documentKind?: DocumentKind): PlaceHref | null => {
  if (documentKind === 'roadmap') return '/roadmaps'
  if (/^\/communities\/[^/]+\/participation/.test(path)) return '/participation'
  return placeHrefs.find((href) => isWithin(href, path)) ?? null
}
