/** One line of a list to choose from. `note` is grey, `find` is what typing is compared with. */
export type Option = { id: string; label: string; note: string; group: string; find: string }

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/** A line of a list. */
export const option = (id: string, label: string, note: string, group: string): Option => ({
  id,
  label,
  note,
  group,
  find: plain(`${label} ${note}`),
})

/** Options whose words begin with each word typed. */
export const matching = (options: readonly Option[], typed: string): Option[] => {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  return options.filter(({ find }) => {
    const words = find.split(/[\s«»"„“.,№]+/)
    return wanted.every((start) => words.some((word) => word.startsWith(start)) || find.includes(` ${start}`))
  })
}
