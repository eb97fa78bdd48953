import type { BodyNode } from '../documents/body.ts'
import type { Locale } from '../i18n/translate.ts'

/** A place to sign: «УТВЕРЖДАЮ» with the lines under it (DOMAIN §7.6). */
export type Stamp = { heading: string; lines: string[] }

/** A document as it stands on paper, whatever the format: what every writer of files is given. */
export type Paper = {
  locale: Locale
  /** The document's own name, for properties and names of files. */
  title: string
  landscape: boolean
  stamps: Stamp[]
  /** Lines in the middle of the top; none where the text begins with its own title. */
  heading: string[]
  /** A line under the heading: schools, term. */
  under: string
  /** What a plan has come to: words in bold, then the figures with their bases. */
  figures: { lead: string; said: string } | null
  /** Header fields of the kind: label and value. */
  form: [label: string, value: string][]
  body: BodyNode
  /** What stands at the foot of every page on the left; on the right is the number of the page. */
  foot: string
}

/** A file made of a paper, and how many nodes of which kind it could not hold otherwise than by their words. */
export type Written = { bytes: Uint8Array; unknown: Record<string, number> }
