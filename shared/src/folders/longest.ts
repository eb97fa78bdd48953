/** Letters of a folder's name. */
export const FOLDER_NAME_LONGEST = 120
