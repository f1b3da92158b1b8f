import { expect, test } from 'vitest'
import type { Problem } from './problem.ts'
import { reportProblems } from './report-problems.ts'

const problem = (overrides: Partial<Problem>): Problem => ({
  severity: 'error',
  file: 'courses/a/01-b/01-c.mdx',
  line: 3,
  column: 5,
  rule: 'link',
  message: 'This link leads nowhere.',
  ...overrides,
})

const problems = [
  problem({ line: 9, severity: 'warning', rule: 'long-sentence', message: 'Long.' }),
  problem({ file: 'courses/a/course.yaml', line: 1, column: 1, hint: 'Add it.' }),
  problem({}),
]

test('as text, problems stand together by file, in the order of their lines, with their number', () => {
  expect(reportProblems(problems, { format: 'text', courses: 1 })).toBe(
    [
      'courses/a/01-b/01-c.mdx:3:5 error This link leads nowhere. (link)',
      'courses/a/01-b/01-c.mdx:9:5 warning Long. (long-sentence)',
      '',
      'courses/a/course.yaml:1:1 error This link leads nowhere. (link)',
      '  Add it.',
      '',
      '1 course checked: 2 errors, 1 warning.',
      '',
    ].join('\n'),
  )
})

test('as JSON, they are a list for a program', () => {
  const read = JSON.parse(reportProblems(problems, { format: 'json', courses: 1 }))
  expect(read).toHaveLength(3)
  expect(read[0]).toEqual(problems[2])
})

test('as annotations, nothing an author wrote can end the command or begin another', () => {
  const hostile = problem({
    file: 'courses/a,line=1::error/x.mdx',
    message: '100 % "x\n::error file=y::"',
    hint: 'Mend, please: now.\r',
  })
  expect(reportProblems([hostile], { format: 'github', courses: 2 })).toBe(
    '::error file=courses/a%2Cline=1%3A%3Aerror/x.mdx,line=3,col=5,title=link::' +
      '100 %25 "x%0A::error file=y::"%0AMend, please: now.%0D\n2 courses checked: 1 error, 0 warnings.\n',
  )
})
