export type Asked = {
  /** The document's name as it was asked for, generation included. */
  name: string
  /** The client asked for frames of type 112. */
  acknowledges: boolean
}

const ADDRESS = /^\/yjs\/([^/?#]+)(?:\?([^#]*))?$/

/**
 * What an upgrade at the native door asks for: `/yjs/{name}?ack=1`; null when it is for somebody else. Reads the raw
 * line of the request, which may hold anything (`//`, `http://[/`), and never throws (SPEC N5).
 */
export const readAddress = (url: string | undefined): Asked | null => {
  const [, name = '', query = ''] = ADDRESS.exec(url ?? '') ?? []
  if (name === '') return null
  try {
    return { name: decodeURIComponent(name), acknowledges: new URLSearchParams(query).get('ack') === '1' }
  } catch {
    return null
  }
}
