import type { BodyNode } from 'shared/documents/body'
import { joinLines } from './blocks.ts'
import { readLines } from './lines.ts'
import { toBody } from './lists.ts'
import { readOutline } from './outline.ts'

/**
 * A body from plain text, as it comes from a PDF or a notebook: wrapped lines are joined into paragraphs, known lines
 * of a programme, numbered parts and lines that stand apart become headings, «- » and «1)» become lists.
 */
export const structureText = (text: string): BodyNode => toBody(readOutline(joinLines(readLines(text))))
