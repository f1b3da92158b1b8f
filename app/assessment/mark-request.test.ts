import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { buildRequestTask } from '#db/seed/request.ts'
import { type DraftFields, markRequest, parseRequestResult } from './mark-request.ts'

const task = buildRequestTask({ id: 'req' })
const full: DraftFields = Object.fromEntries([
  ['legal-basis', 'article-42'],
  ...task.rubrics.map(({ element }) => [element, `${element} fact, ${element} date`]),
])
const mark = (fields: DraftFields) => markRequest({ task, fields, language: 'en' })

describe('a draft', () => {
  it('is all right when each element and the article are', () => {
    const result = mark(full)
    expect([result.right, result.total]).toEqual([8, 8])
    expect(result.basis).toEqual({ status: 'right', option: 'article-42' })
    expect(parseRequestResult(JSON.stringify(result))).toEqual(result)
  })

  it('is marked part by part: none makes good for another', () => {
    const result = mark({ ...full, offence: 'offence fact', data: 'Halvik', 'legal-basis': 'article-29' })
    expect([result.right, result.total]).toEqual([5, 8])
    expect(result.basis.status).toBe('wrong')
    expect(result.elements.offence).toEqual({ status: 'incomplete', missing: [1], disclosed: [] })
    expect(result.elements.data?.status).toBe('too-much')
  })

  it('says what is empty', () => {
    const result = mark({})
    expect([result.right, result.total]).toEqual([0, 8])
    expect(result.basis).toEqual({ status: 'empty', option: null })
    expect(Object.values(result.elements).map(({ status }) => status)).toEqual(Array(7).fill('empty'))
  })

  it('does not know an article that the task does not offer, nor what every object has', () => {
    expect(mark({ 'legal-basis': 'article-71' }).basis.status).toBe('empty')
    expect(mark(JSON.parse('{"__proto__": "x", "constructor": "y"}')).right).toBe(0)
  })
})

const pieces = task.rubrics.flatMap(({ element }) => [`${element} fact`, `${element} date`])
const drafts = fc.dictionary(
  fc.constantFrom('legal-basis', ...task.rubrics.map(({ element }) => element)),
  fc.oneof(
    fc.constantFrom('article-42', 'article-29', 'Halvik', ''),
    fc.subarray(pieces).map((parts) => parts.join('. ')),
    fc.string(),
  ),
)

test('a result is from 0 to the number of parts, and counts those that are right', () => {
  fc.assert(
    fc.property(drafts, (fields) => {
      const { right, total, basis, elements } = mark(fields)
      const all = [basis, ...Object.values(elements)]
      expect(total).toBe(8)
      expect(right).toBe(all.filter(({ status }) => status === 'right').length)
    }),
  )
})

test('the order of the parts makes no difference', () => {
  fc.assert(
    fc.property(drafts, (fields) => {
      const turned = Object.fromEntries(Object.entries(fields).reverse())
      const other = markRequest({
        task: { ...task, rubrics: [...task.rubrics].reverse() },
        fields: turned,
        language: 'en',
      })
      expect(other).toEqual(mark(fields))
    }),
  )
})

test('a disclosure in any element never raises a result, and lowers one that was right', () => {
  const elements = fc.constantFrom(...task.rubrics.map(({ element }) => element))
  fc.assert(
    fc.property(drafts, elements, fc.boolean(), (fields, element, fromFull) => {
      const before = { ...(fromFull ? full : {}), ...fields }
      const after = mark({ ...before, [element]: `${before[element] ?? ''}. Halvik` })
      expect(after.right).toBeLessThanOrEqual(mark(before).right)
      expect(after.elements[element]?.status).toBe('too-much')
    }),
  )
})
