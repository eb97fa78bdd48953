const placeHrefs = ['/', '/communities', '/schools', '/documents', '/roadmaps', '/participation'] as const
export type PlaceHref = (typeof placeHrefs)[number]

/** Is the path this place, or below it? Today is only itself. */
const isWithin = (href: PlaceHref, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

/** The place of the menu that a path lies in; participation of a community is not «communities». */
export const placeOf = (path: string): PlaceHref | null => {
  if (/^\/communities\/[^/]+\/participation/.test(path)) return '/participation'
  return placeHrefs.find((href) => isWithin(href, path)) ?? null
}
