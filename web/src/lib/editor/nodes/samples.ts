/** What is hard to type: a press puts it into the formula, its first letter `a` to be written over. */
export const samples = [
  { id: 'fraction', sign: 'a⁄b', latex: '\\frac{a}{b}' },
  { id: 'power', sign: 'aⁿ', latex: 'a^{n}' },
  { id: 'index', sign: 'aₙ', latex: 'a_{n}' },
  { id: 'root', sign: '√a', latex: '\\sqrt{a}' },
  { id: 'multiply', sign: '·', latex: ' \\cdot ' },
  { id: 'plusMinus', sign: '±', latex: ' \\pm ' },
  { id: 'lessOrEqual', sign: '⩽', latex: ' \\leqslant ' },
  { id: 'moreOrEqual', sign: '⩾', latex: ' \\geqslant ' },
  { id: 'notEqual', sign: '≠', latex: ' \\ne ' },
  { id: 'degree', sign: '°', latex: '^{\\circ}' },
  { id: 'angle', sign: '∠', latex: '\\angle ' },
  { id: 'vector', sign: 'a⃗', latex: '\\vec{a}' },
  { id: 'sum', sign: '∑', latex: '\\sum_{a=1}^{n}' },
  { id: 'integral', sign: '∫', latex: '\\int_{a}^{b}' },
  { id: 'system', sign: '{', latex: '\\begin{cases} a \\\\ b \\end{cases}' },
  { id: 'pi', sign: 'π', latex: '\\pi ' },
] as const
