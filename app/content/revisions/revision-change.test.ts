import { expect, test } from 'vitest'
import { countChanges, foldChanges, isFelt, type RevisionChange } from './revision-change.ts'

const change = (word: string): RevisionChange => {
  const [kind = '', id = ''] = word.split(' ')
  return { change: kind as RevisionChange['change'], kind: 'lesson', id, title: id }
}

test.each([
  ['nothing', [], []],
  ['added, then edited', ['added a', 'changed a'], ['added a']],
  ['added, then withdrawn', ['added a', 'removed a'], []],
  ['edited, then withdrawn', ['changed a', 'removed a'], ['removed a']],
  ['withdrawn, then back', ['removed a', 'added a'], ['changed a']],
  ['moved, then edited', ['moved a', 'changed a'], ['changed a']],
  ['edited, then moved', ['changed a', 'moved a'], ['changed a']],
  ['two things', ['added a', 'changed b', 'removed a', 'changed b'], ['changed b']],
])('several editions together: %s', (_, lines, expected) => {
  expect(foldChanges(lines.map(change)).map(({ change: what, id }) => `${what} ${id}`)).toEqual(expected)
})

const section = { kind: 'section', id: 'h-a', title: 'A' } as const

test.each<[string, Partial<RevisionChange>, boolean]>([
  ['another text', { blocks: [{ ...section, change: 'changed' }] }, true],
  ['only the order of the sections', { blocks: [{ ...section, change: 'moved' }] }, false],
  ['only blank lines', { blocks: [], fields: [] }, false],
  ['another title', { blocks: [], fields: [{ field: 'title', before: 'A', after: 'B' }] }, true],
  ['another pass mark', { blocks: [], fields: [{ field: 'passMark', before: 70, after: 80 }] }, true],
  ['another time', { blocks: [], fields: [{ field: 'minutes', before: 7, after: 8 }] }, false],
  ['it is not known what', {}, true],
])('what readers notice: %s', (_, details, expected) => {
  expect(isFelt({ change: 'changed', kind: 'lesson', id: 'a', title: 'A', ...details })).toBe(expected)
})

test('only what readers notice is counted', () => {
  const lines = ['added a', 'added b', 'changed c', 'moved d', 'removed e'].map(change)
  const quiz: RevisionChange = { ...change('changed q'), kind: 'quiz' }
  expect(countChanges([...lines, quiz, { ...change('changed f'), blocks: [], fields: [] }])).toEqual([
    { kind: 'lesson', change: 'added', count: 2 },
    { kind: 'lesson', change: 'changed', count: 1 },
    { kind: 'quiz', change: 'changed', count: 1 },
    { kind: 'lesson', change: 'removed', count: 1 },
  ])
  expect(countChanges([])).toEqual([])
})
