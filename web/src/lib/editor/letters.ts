/** «ДС» of «Соколовская Д. И.»: the face of somebody of whom only the short name is known. */
export const letters = (shortName: string): string => {
  const [last = '', first = ''] = shortName.split(/[\s\u00a0]+/u)
  return `${first.charAt(0)}${last.charAt(0)}`.toUpperCase()
}
