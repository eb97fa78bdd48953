/** Some of a row's columns; undefined ones stay as they are. */
export type Change<Row> = { [K in keyof Row]?: Row[K] | undefined }

/** An update that sets nothing is no SQL, so callers ask first. */
export const isChange = (change: object): boolean =>
  Object.values(change).some((value) => value !== undefined)
