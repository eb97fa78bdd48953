import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import { readPagesAsModules } from './eslint.pages.js'

readPagesAsModules()

/** Forbids imports that would turn a direction of ARCHITECTURE.md round. */
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: patterns.map(([regex, message, allowTypeImports = false]) => ({
          regex,
          message,
          allowTypeImports,
        })),
      },
    ],
  },
})

const io = ['^(node:|postgres$|drizzle-orm|hono|ws$|socket\\.io)', 'shared is pure: no I/O']

export default ts.config(
  { ignores: ['**/node_modules', '**/build', '**/.svelte-kit', 'data*', 'test-results'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'max-lines': ['error', 350],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, projectService: true, extraFileExtensions: ['.svelte'] },
    },
  },
  // Krug always stands at the root of its own origin, so links need no base path.
  { files: ['web/**'], rules: { 'svelte/no-navigation-without-resolve': 'off' } },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
  { files: ['tests/**', '**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  forbid(
    ['shared/src/**'],
    [
      io,
      ['^(db|server|web|tests)(/|$)', 'shared imports no other package'],
      ['^@tiptap/', 'only documents/schema knows the editor'],
    ],
    ['shared/src/documents/schema/**', '**/*.test.ts'],
  ),
  forbid(
    ['shared/src/documents/schema/**'],
    [io, ['^(db|server|web|tests)(/|$)', 'shared imports no other package']],
  ),
  forbid(
    ['db/**'],
    [
      ['^(server|web|tests)(/|$)', 'db imports shared only'],
      ['^(hono|ws$|socket\\.io)', 'db knows no HTTP'],
    ],
  ),
  forbid(['server/src/**'], [['^(web|tests)(/|$)', 'server imports db and shared only']]),
  forbid(
    ['web/src/**'],
    [
      ['^(db|tests)(/|$)', 'web imports shared only'],
      ['^server/', "web takes only the type of the server's API", true],
    ],
  ),
)
