/** Pages that show folders depend on this and are read again when one changes. */
export const FOLDERS = 'krug:folders'
