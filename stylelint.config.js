/** Layout is written in logical properties, so that right-to-left languages need no second style sheet. */
export default {
  plugins: ['stylelint-plugin-logical-css'],
  rules: {
    'plugin/use-logical-properties-and-values': [true, { severity: 'error' }],
    'plugin/use-logical-units': [true, { severity: 'error' }],
    'declaration-block-no-duplicate-properties': [true, { ignore: ['consecutive-duplicates-with-different-values'] }],
    'color-no-invalid-hex': true,
    'property-no-unknown': true,
    'unit-no-unknown': true,
    'block-no-empty': true,
  },
}
