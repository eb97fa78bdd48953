import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import { toHexString } from 'lib0/buffer'
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import {
  allowedMarks,
  allowedNodes,
  isAllowedValue,
  isSafeUrl,
  markAttributes,
  markName,
  nodeAttributes,
} from './allowed.ts'
import { boundFragment } from './bounds.ts'
import { editorSchema } from './editor.ts'
import { attributeRules, DEPTH_MAX } from './values.ts'
import { SCHEMA_VERSION } from './version.ts'
import { must } from '../../must.ts'

const linked = (href: string) => ({
  type: 'text',
  text: 'слово',
  marks: [{ type: 'link', attrs: { href } }],
})

type Spec = {
  content?: string | undefined
  group?: string | undefined
  marks?: string | undefined
  inline?: boolean | undefined
  atom?: boolean | undefined
  excludes?: string | undefined
  attrs?: Record<string, { default?: unknown }> | undefined
}

const describeSpec = ({ content, group, marks, inline, atom, excludes, attrs }: Spec) => ({
  content,
  group,
  marks,
  inline,
  atom,
  excludes,
  attrs: Object.entries(attrs ?? {}).map(([name, attribute]) => [name, attribute.default ?? null] as const),
})

const fingerprint = (): string => {
  const nodes = Object.entries(editorSchema.nodes).map(([name, type]) => [name, describeSpec(type.spec)])
  const marks = Object.entries(editorSchema.marks).map(([name, type]) => [name, describeSpec(type.spec)])
  return toHexString(digest(encodeUtf8(JSON.stringify([nodes, marks])))).slice(0, 16)
}

/** One line per version ever shipped. A changed schema fails here until SCHEMA_VERSION rises and gets its own line. */
const fingerprints: Record<number, string> = { 1: '0d184b0af97a23f2', 2: '1174ceb3d1d8d036' }

describe('the version of the schema', () => {
  it('rises with the schema', () => {
    expect(fingerprint()).toBe(fingerprints[SCHEMA_VERSION])
  })
})

describe('the allow-lists', () => {
  it('hold all that the editor writes and nothing structural', () => {
    expect([...allowedNodes].sort()).toEqual(
      Object.keys(editorSchema.nodes)
        .filter((name) => name !== 'doc' && name !== 'text')
        .sort(),
    )
    expect(allowedMarks).toEqual(new Set(['link', 'bold', 'code', 'italic', 'strike', 'underline']))
    expect(nodeAttributes.get('tableCell')).toEqual(
      new Set(['colspan', 'rowspan', 'colwidth', 'align', 'tint']),
    )
    expect(markAttributes.get('link')).toEqual(new Set(['href']))
  })

  it('know a rule for every attribute, and every default keeps it', () => {
    const specs = [...Object.values(editorSchema.nodes), ...Object.values(editorSchema.marks)]
    for (const { spec } of specs)
      for (const [name, attribute] of Object.entries(spec.attrs ?? {})) {
        expect(Object.keys(attributeRules)).toContain(name)
        const value: unknown = attribute.default
        if (name !== 'href') expect([name, value, isAllowedValue(name, value)]).toEqual([name, value, true])
      }
  })

  it('refuse values that no editor writes', () => {
    expect(isAllowedValue('colspan', 1_000_000_000)).toBe(false)
    expect(isAllowedValue('level', '1"><img onerror=alert(1)>')).toBe(false)
    expect(isAllowedValue('colwidth', [120, null])).toBe(true)
    expect(isAllowedValue('colwidth', ['120px'])).toBe(false)
    expect(isAllowedValue('onerror', 'alert(1)')).toBe(false)
    expect(isAllowedValue('constructor', 'x')).toBe(false)
  })

  it('read the name of an overlapping mark', () => {
    expect(markName('bold')).toBe('bold')
    expect(markName('comment--AbCd12+/')).toBe('comment')
  })
})

describe('what a paste or an import brings', () => {
  it('keeps its shape and loses values that the gate would refuse', () => {
    const wild = editorSchema.nodeFromJSON({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 9 }, content: [{ type: 'text', text: 'Тема' }] },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                {
                  type: 'tableCell',
                  attrs: { colspan: 1e9, rowspan: 2, colwidth: [Number.NaN] },
                  content: [{ type: 'paragraph', content: [linked('javascript:alert(1)'), linked('#ok')] }],
                },
              ],
            },
          ],
        },
      ],
    })
    const tame = boundFragment(wild.content)
    expect(tame.child(0).attrs).toEqual({ level: 1 })
    const cell = must(tame.child(1).firstChild?.firstChild, 'a cell')
    expect(cell.attrs).toEqual({ colspan: 1, rowspan: 2, colwidth: null, align: null, tint: null })
    expect(cell.textContent).toBe('словослово')
    expect(cell.firstChild?.child(0).marks).toEqual([])
    expect(cell.firstChild?.child(1).marks[0]?.attrs).toEqual({ href: '#ok' })
  })
})

describe('what stands too deep', () => {
  const nest = (depth: number, name: string): object => ({
    type: name,
    content: [
      ...(depth === 0 ? [] : [nest(depth - 1, name)]),
      { type: 'paragraph', content: [{ type: 'text', text: `слово ${depth}` }] },
    ],
  })
  const depthOf = (node: Node): number =>
    node.isLeaf ? 0 : 1 + Math.max(0, ...node.children.map((child) => depthOf(child)))

  it('becomes lines, and no word of it is lost', () => {
    const deep = editorSchema.nodeFromJSON({ type: 'doc', content: [nest(200, 'blockquote')] })
    const tame = deep.copy(boundFragment(deep.content))
    tame.check()
    expect(depthOf(tame)).toBeLessThanOrEqual(DEPTH_MAX)
    expect(tame.textContent).toBe(deep.textContent)
    expect(depthOf(deep.copy(boundFragment(deep.content, 40)))).toBeLessThanOrEqual(DEPTH_MAX - 39)
  })

  it('stays as it is when it is not too deep', () => {
    const quote = editorSchema.nodeFromJSON({ type: 'doc', content: [nest(20, 'blockquote')] })
    expect(quote.copy(boundFragment(quote.content)).eq(quote)).toBe(true)
  })
})

describe('a safe link', () => {
  it.each([
    'https://school.example/a?b=1#c',
    'http://localhost',
    'mailto:a@b.ru',
    'tel:+73456',
    '/documents/1',
    '#a',
  ])('may be %s', (url) => expect(isSafeUrl(url)).toBe(true))

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    'https:\u200b//x',
    '',
    null,
    7,
    `https://x/${'y'.repeat(3000)}`,
  ])('may not be %j', (url) => {
    expect(isSafeUrl(url)).toBe(false)
  })
})
