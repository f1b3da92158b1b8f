import { describe, expect, it } from 'vitest'
import { chosen } from '#db/seed/assessment.ts'
import { answerField, readAttemptIntent, readPostedAnswers } from './posted-answers.ts'

const read = (body: string) => readPostedAnswers(new URLSearchParams(body))

describe('posted answers', () => {
  it.each([
    ['', []],
    ['intent=save', []],
    ['q0=2', [chosen(0, 2)]],
    ['q1=&q1=0&q1=2&intent=hand-in', [chosen(1, '', 0, 2)]],
    ['q1=', [chosen(1, '')]],
    ['q0=1&q0=1', [chosen(0, 1, 1)]],
    [
      'q3.0=2&q3.1=',
      [
        {
          position: 3,
          fields: new Map([
            ['0', ['2']],
            ['1', ['']],
          ]),
        },
      ],
    ],
    ['q4=data+retention', [chosen(4, 'data retention')]],
    ['quiz=evil&other=1', []],
    ['q12=007', [chosen(12, '007')]],
  ])('are read from "%s"', (body, answers) => {
    expect(read(body)).toEqual(answers)
  })

  it.each([
    'q0.=1',
    'q0.1.2=1',
    'q0.one=1',
    `q0=${'x'.repeat(1001)}`,
    'q0[]=1',
    'q0__proto__=1',
    'q1000=1',
    'q00000000000000000000=1',
  ])('cannot be used: "%s"', (body) => {
    expect(read(body)).toBeNull()
  })

  it('cannot be thousands of fields, nor a file', () => {
    expect(read('q0=1&'.repeat(2001))).toBeNull()
    const form = new FormData()
    form.append('q0', new Blob(['1']))
    expect(readPostedAnswers(form)).toBeNull()
  })

  it('are sent under the name that is read', () => {
    expect(readPostedAnswers([[answerField(41), '3']])).toEqual([chosen(41, 3)])
  })
})

describe('what a button asks for', () => {
  it.each([
    ['hand-in', 'hand-in'],
    ['hand-in-anyway', 'hand-in-anyway'],
    ['save', 'save'],
    [null, 'save'],
    ['HAND-IN', 'save'],
    ['__proto__', 'save'],
  ])('%s is taken as %s', (value, intent) => {
    expect(readAttemptIntent(value)).toBe(intent)
  })
})
