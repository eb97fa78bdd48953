/** A school as every answer of the API shows it. `colour` is a number that the palette of twelve repeats. */
export type School = {
  id: string
  code: string
  shortName: string
  fullName: string
  kind: string
  locality: string
  colour: number
  position: number
}
