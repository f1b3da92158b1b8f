import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

import { ChoiceGroup, ErrorSummary, SelectField, TextField } from './form.tsx'

/** The texts and link targets of a rendered list, in order. */
function lines(html: string): [string | undefined, string | undefined][] {
  return [...html.matchAll(/<li>(?:<a href="([^"]*)">)?([^<]*)/g)].map((match) => [match[1], match[2]])
}

describe('ErrorSummary', () => {
  test('renders nothing when no field has an error', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={{}} fields={['name']} />)).toBe('')
    expect(renderToStaticMarkup(<ErrorSummary errors={{ name: [] }} fields={['name']} />)).toBe('')
  })

  test('lists the errors of the whole form first, then the fields in the order of the page', () => {
    const html = renderToStaticMarkup(
      <ErrorSummary
        errors={{ country: ['Choose a country'], name: ['Enter a name', 'Use letters'], '': ['Try again'] }}
        fields={['name', 'country']}
      />,
    )
    expect(lines(html)).toEqual([
      [undefined, 'Try again'],
      ['#field-name', 'Enter a name'],
      ['#field-name', 'Use letters'],
      ['#field-country', 'Choose a country'],
    ])
  })

  test('shows an error of a field the page does not name, without a link', () => {
    const html = renderToStaticMarkup(<ErrorSummary errors={{ token: ['The page is too old'] }} fields={[]} />)
    expect(lines(html)).toEqual([[undefined, 'The page is too old']])
  })

  test('announces itself and takes the focus when the page comes back', () => {
    const html = renderToStaticMarkup(<ErrorSummary errors={{ '': ['Try again'] }} fields={[]} />)
    expect(html).toContain('role="alert"')
    expect(html).toContain('tabindex="-1"')
    expect(html).toContain('autofocus')
  })
})

describe('fields', () => {
  test('a field with an error is marked invalid and described by its hint and its error', () => {
    const html = renderToStaticMarkup(<TextField name="code" label="Code" hint="Eight letters" error={['Too short']} />)
    expect(html).toMatch(/<input[^>]*id="field-code"/)
    expect(html).toMatch(/<input[^>]*aria-describedby="field-code-hint field-code-error"/)
    expect(html).toMatch(/<input[^>]*aria-invalid="true"/)
    expect(html).toMatch(/id="field-code-error"[^]*Too short/)
  })

  test('a field in order is neither described nor marked', () => {
    const html = renderToStaticMarkup(<TextField name="code" label="Code" error={[]} />)
    expect(html).not.toContain('aria-')
  })

  test('a select keeps the choice it is given', () => {
    const html = renderToStaticMarkup(
      <SelectField
        name="country"
        label="Country"
        emptyLabel="Choose"
        defaultValue="fj"
        groups={[{ label: 'Pacific', options: [{ value: 'fj', label: 'Fiji' }] }]}
      />,
    )
    expect(html).toContain('<option value="fj" selected="">Fiji</option>')
    expect(html).toContain('<option value="">Choose</option>')
  })

  test('the first choice of a group carries the id an error summary links to', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', checked: true },
    ]
    const html = renderToStaticMarkup(<ChoiceGroup kind="radio" name="role" legend="Role" options={options} />)
    const ids = [...html.matchAll(/<input id="([^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual(['field-role', 'field-role-2'])
    expect(html).toMatch(/id="field-role-2"[^>]*checked=""/)
  })
})
