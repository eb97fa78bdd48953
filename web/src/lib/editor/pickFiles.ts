import type { FileKind } from 'shared/files/inputs'
import { pictureTypes } from 'shared/files/limits'

/** Asks for files of this computer; a telephone offers its camera for pictures too. */
export const pickFiles = (kind: FileKind, onpicked: (files: File[]) => unknown): void => {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  if (kind === 'image') input.accept = pictureTypes.join(',')
  input.onchange = () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) onpicked(files)
  }
  input.click()
}
