import { FONT } from './styles.ts'

const font = (name: string, others: string, family: string, pitch: string): string =>
  `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="CC"/><w:family w:val="${family}"/><w:pitch w:val="${pitch}"/></w:font>`

/** Names what to take where the face of the document is not installed: faces that most offices have. */
export const fontTable = (): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[
    font(FONT, 'Liberation Serif;PT Astra Serif;Times New Roman', 'roman', 'variable'),
    font('PT Mono', 'Liberation Mono;Courier New', 'modern', 'fixed'),
    font('Segoe UI Symbol', 'DejaVu Sans;Noto Sans Symbols', 'swiss', 'variable'),
  ].join('')}</w:fonts>`
