import { describe, expect, it } from 'vitest'
import { LONGEST_ELEMENT } from '#app/content/request/request-task.ts'
import { buildRequestTask } from '#db/seed/request.ts'
import { readRequestForm } from './request-form.ts'

const task = buildRequestTask({ id: 'req' })

function read(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readRequestForm(form, task)
}

describe('the form of a request', () => {
  it('is read by part, with line ends as people see them', () => {
    expect(read({ intent: 'save', seen: '12', data: 'a\r\nb\rc', 'legal-basis': 'article-29' })).toEqual({
      intent: 'save',
      seen: 12,
      fields: { data: 'a\nb\nc', 'legal-basis': 'article-29' },
      errors: {},
    })
  })

  it.each<Record<string, string>>([{}, { intent: 'publish' }, { intent: '' }])(
    'is none of ours without a known button: %o',
    (fields) => {
      expect(read(fields)).toBeNull()
    },
  )

  it.each(['', '-3', '1e99', 'x', '0.5'])('takes "%s" for no time at all', (seen) => {
    expect(read({ intent: 'save', seen })?.seen).toBe(0)
  })

  it('may hold a text up to the limit, and is told at the field beyond', () => {
    const longest = `${'x'.repeat(LONGEST_ELEMENT - 1)}\r\n`
    expect(read({ intent: 'mark', data: longest })?.errors).toEqual({})
    const longer = read({ intent: 'mark', data: `${longest}y`, offence: 'kept' })
    expect(longer?.errors).toEqual({ data: ['request.error.tooLong'] })
    expect(longer?.fields.offence).toBe('kept')
    expect(longer?.fields.data).toHaveLength(LONGEST_ELEMENT + 1)
  })

  it.each(['addressee', '__proto__', 'toString', 'x'.repeat(500)])(
    'is told of a part that it does not have: %s',
    (name) => {
      const form = read({ intent: 'save', [`${name}`]: 'text', data: 'kept' })
      expect(form?.errors).toEqual({ '': ['request.error.unknown'] })
      expect(form?.fields).toEqual({ data: 'kept' })
    },
  )

  it('is told of an article that is not in the list', () => {
    const form = read({ intent: 'save', 'legal-basis': 'article-18', data: 'kept' })
    expect(form?.errors).toEqual({ 'legal-basis': ['request.error.choose'] })
    expect(form?.fields).toEqual({ data: 'kept' })
  })
})
