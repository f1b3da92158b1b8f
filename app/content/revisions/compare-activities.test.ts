import { expect, test } from 'vitest'
import { type ComparedActivity, compareActivities } from './compare-activities.ts'

/** Activities from "id" or "id@module"; a capital letter after `=` stands for another text. */
const activities = (line: string) =>
  line.split(' ').map((word): ComparedActivity => {
    const [, id = '', moduleId = 'm1', text = 'A'] = /^(\w+)(?:@(\w+))?(?:=(\w+))?$/.exec(word) ?? []
    return {
      activityId: id,
      kind: 'lesson',
      moduleId,
      slug: id,
      title: id,
      summary: '',
      minutes: 5,
      documentHash: `${text}.compiler1`,
      quizSettings: null,
    }
  })

test.each([
  ['the same', 'a b c', 'a b c', []],
  ['one more', 'a b', 'a x b', ['added x']],
  ['one less', 'a b c', 'a c', ['removed b']],
  ['another text', 'a b', 'a b=B', ['changed b']],
  ['one moved up: the others stay', 'a b c d', 'd a b c', ['moved d']],
  ['one moved down', 'a b c d', 'b c d a', ['moved a']],
  ['to another module, in its place', 'a b', 'a b@m2', ['moved b']],
  ['moved and rewritten counts as rewritten', 'a b c', 'c=B a b', ['changed c']],
  ['inserting moves nothing', 'a b c', 'x a y b z c', ['added x', 'added y', 'added z']],
])('%s', (_, before, after, expected) => {
  const changes = compareActivities(activities(before), activities(after))
  expect(changes.map(({ change, id }) => `${change} ${id}`)).toEqual(expected)
})

test('a new compiler is no change of the course', () => {
  const after = activities('a b').map((one) => ({ ...one, documentHash: one.documentHash.replace('1', '2') }))
  expect(compareActivities(activities('a b'), after)).toEqual([])
})
