/** Half of the 24×24 box that every ring is drawn in. */
const CENTRE = 12

const point = (radius: number, degrees: number): string => {
  const angle = (degrees * Math.PI) / 180
  const x = CENTRE + radius * Math.sin(angle)
  const y = CENTRE - radius * Math.cos(angle)
  return `${x.toFixed(2)} ${y.toFixed(2)}`
}

const arc = (radius: number, from: number, to: number): string =>
  `M${point(radius, from)}A${radius.toFixed(2)} ${radius.toFixed(2)} 0 ${to - from > 180 ? 1 : 0} 1 ${point(radius, to)}`

/** Thinner as the ring grows, so that a small one still reads as arcs. */
export const ringStroke = (size: number): number =>
  size < 18 ? 3.4 : size < 25 ? 3 : size < 34 ? 2.8 : size < 48 ? 2.6 : size < 64 ? 2.4 : 2.2

/** Where a lone arc stands open: from half past one, as the mark does. */
const OPEN_FROM = 45

/**
 * Arcs of a ring drawn clockwise from the top, one for each school that wrote (UX §1.2).
 * One school leaves the ring open; two or more close it.
 * @param size in CSS pixels: large rings have narrow gaps.
 */
export const ringArcs = (schools: number, size: number): string[] => {
  const radius = 11.5 - ringStroke(size) / 2
  if (schools === 1) return [arc(radius, OPEN_FROM + 32, OPEN_FROM + 360 - 32)]
  const step = 360 / schools
  const gap = Math.min(size < 48 ? 8 : 3, step / 8)
  return Array.from({ length: schools }, (_, index) =>
    arc(radius, index * step + gap, (index + 1) * step - gap),
  )
}
