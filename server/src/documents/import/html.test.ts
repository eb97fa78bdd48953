import { textOf } from 'shared/documents/minutes'
import { expect, it } from 'vitest'
import { readHtml } from './html.ts'

it('keeps raised and lowered signs as letters that look so', () => {
  const { body, scripts } = readHtml(
    '<p>x<sup>2</sup> − 5x, H<sub>2</sub>O, 10<span style="vertical-align:super"><sup><b>−3</b></sup></span> м<span style="position:relative;top:-6.0pt;mso-text-raise:6.0pt">3</span></p>',
  )
  expect(textOf(body)).toBe('x² − 5x, H₂O, 10⁻³ м³')
  expect(scripts).toBe(0)
})

it('counts those that have no such letters, leaves their words, and takes no footnote for one', () => {
  const { body, scripts } = readHtml(
    '<table><tr><td style="vertical-align:top"><p>S<sub>бок</sub> = 7<sup><a href="#footnote-1">[1]</a></sup></p></td></tr></table>',
  )
  expect(textOf(body)).toBe('Sбок = 7[1]')
  expect(scripts).toBe(1)
})
