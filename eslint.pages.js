import { parseForESLint } from 'svelte-eslint-parser'
import typescript from 'typescript'
import ts from 'typescript-eslint'

const { readFile } = typescript.sys

/** What the parser of pages shows the type checker instead of a page: its scripts and expressions as one module. */
const asModule = (file, text) => {
  let module = text
  const parser = {
    parseForESLint: (code, options) => {
      module = code
      return ts.parser.parseForESLint(code, { ...options, projectService: false })
    },
  }
  try {
    parseForESLint(text, { filePath: file, parser })
  } catch {
    // A page that cannot be parsed is reported when it is linted itself.
  }
  return module
}

/**
 * The type checker reads a page from the disk as the linter will hand it over. Otherwise each page that is linted changes
 * the program, and everything is checked anew for the next one: 240 pages took five minutes instead of 40 seconds.
 */
export const readPagesAsModules = () => {
  typescript.sys.readFile = (file, encoding) => {
    const text = readFile(file, encoding)
    const isPage = /\.svelte(\.ts)?$/.test(file) && !file.includes('/node_modules/')
    return isPage && text !== undefined ? asModule(file, text) : text
  }
}
