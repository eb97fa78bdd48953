/** One figure of one server. */
export type Figure = { name: string; value: number | null }

const short = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 100 ? 0 : 1)

const isOurs = (name: string): boolean => name.startsWith('Krug')

/** How ours stands to the best peer: below 1 is better where less is better, above 1 where more is. */
const ratioOf = (figures: readonly Figure[], moreIsBetter: boolean, value: number): string => {
  const peers = figures.filter(
    ({ name, value: one }) => !isOurs(name) && !name.startsWith('bare') && one !== null,
  )
  const values = peers.map(({ value: one }) => one ?? 0)
  if (values.length === 0) return ''
  const best = moreIsBetter ? Math.max(...values) : Math.min(...values)
  return `  ${(value / best).toFixed(2)} × the best peer`
}

/** Prints a table of one figure, ours with the ratio to the best peer, and the aim. */
export const tell = (
  title: string,
  unit: string,
  figures: readonly Figure[],
  { aim = '', moreIsBetter = false }: { aim?: string; moreIsBetter?: boolean } = {},
): void => {
  console.log(`\n${title}${aim && `  (aim: ${aim})`}`)
  for (const { name, value } of figures) {
    const ratio = value !== null && isOurs(name) ? ratioOf(figures, moreIsBetter, value) : ''
    console.log(
      `  ${name.padEnd(32)}${value === null ? 'keeps nothing' : `${short(value)} ${unit}`.padEnd(18)}${ratio}`,
    )
  }
}
