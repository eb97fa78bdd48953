/**
 * What a conversion could not keep, told to the person with a count. The words lie in i18n/documents under
 * `loss.<code>`; a test holds the two equal.
 */
export const lossCodes = [
  'images',
  'drawings',
  'formulas',
  'textBoxes',
  'comments',
  'trackedChanges',
  'footnotes',
  'headers',
  'embedded',
  'links',
  'scripts',
] as const
export type LossCode = (typeof lossCodes)[number]
export type Loss = { code: LossCode; count: number }
