/** A picture of the document, as its file is kept. */
export type Picture = { type: 'png' | 'jpg'; data: Uint8Array; wide: number; high: number }
export type Pictures = ReadonlyMap<string, Picture>
