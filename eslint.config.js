import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import a11y from 'eslint-plugin-jsx-a11y'
import react from 'eslint-plugin-react'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['build/', 'data/', 'data-demo/', 'node_modules/', 'test-results/', 'playwright-report/', 'courses/'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', setTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' },
    },
  },
  {
    files: ['app/**/*.tsx'],
    plugins: { react },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    settings: { react: { version: '18.3' } },
    extends: [a11y.flatConfigs.recommended],
    rules: {
      'react/jsx-key': 'error',
      'react/jsx-no-target-blank': 'error',
      // Every word of the interface comes from the catalogue.
      'react/jsx-no-literals': [
        'error',
        { noStrings: false, ignoreProps: true, allowedStrings: ['…', '·', '–', '—', '/', ':', ' ', '(', ')', ','] },
      ],
      // The content security policy refuses inline styles and handlers; pages never hydrate.
      'react/forbid-dom-props': [
        'error',
        { forbid: ['style', 'onClick', 'onChange', 'onSubmit', 'onInput', 'onKeyDown'] },
      ],
      // Pages are documents: a stored HTML body is how a compiled lesson is served, and only there.
      'react/no-danger': 'error',
    },
  },
  {
    // Types of Remix that can only be extended, or named, in this way.
    files: ['app/http/context.server.ts', 'app/virtual.d.ts', 'vite.config.ts'],
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  { files: ['tests/setup.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.{ts,tsx}'],
    rules: { 'react/jsx-no-literals': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
)
