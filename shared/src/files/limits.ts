const MEGABYTE = 1024 * 1024

/** A picture as it comes from a camera; it is made smaller before it is kept. */
export const PICTURE_BYTES_MAX = 20 * MEGABYTE
/** A file as it is kept: a row of the database. */
export const FILE_BYTES_MAX = 10 * MEGABYTE
/** All files of one document together. */
export const DOCUMENT_FILES_BYTES_MAX = 200 * MEGABYTE
/** No side of a kept picture is longer: enough for a printed page. */
export const PICTURE_SIDE_MAX = 2400
/** Pictures with more pixels than any camera of a telephone makes are refused before they are unpacked. */
export const PICTURE_PIXELS_MAX = 110_000_000

/** What browsers offer to choose from; telephones turn their own formats into one of these. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
