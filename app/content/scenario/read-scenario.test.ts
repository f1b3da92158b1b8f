import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkSource } from '../check/check-source.ts'

const source = readFileSync('tests/fixtures/scenario/night-call.mdx', 'utf8')

/** Everything told of a text: line and column, then the message. Each must also say how to mend it. */
function toldOf(text: string): string[] {
  const { problems } = checkSource({ kind: 'lesson', source: text, language: 'en' })
  for (const { hint, message } of problems) expect(hint, message).toBeTruthy()
  return [...problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, severity, message, rule }) => `${line}:${column} ${severity} ${message} (${rule})`)
}

function changed(from: string | RegExp, to: string): string {
  const after = source.replace(from, to)
  expect(after).not.toBe(source)
  return after
}

/** The text without one component, from its opening line to its end. */
const without = (name: string, id: string) => changed(new RegExp(`<${name} id="${id}"[^]*?</${name}>\n\n`), '')

test('a scenario that is all right has no problem, and names its ids', () => {
  expect(toldOf(source)).toEqual([])
  const { facts } = checkSource({ kind: 'lesson', source, language: 'en' })
  expect(facts.ids.map(({ id, what }) => `${what} ${id}`)).toEqual([
    'lesson fx-night-call',
    'scenario sc-night-call',
    'scene sn-call',
    'scene sn-kept',
    'scene sn-gone',
    'scene en-read',
    'scene en-expired',
    'scene en-gone',
  ])
})

test.each<[string, string, string[]]>([
  [
    'a start that is no scene',
    changed('start="sn-call"', 'start="sn-cal"'),
    ['12:53 error This scenario has no scene "sn-cal" to start with. (unknown-scene)'],
  ],
  [
    'a start that is an ending',
    changed('start="sn-call"', 'start="en-gone"'),
    ['12:53 error This scenario has no scene "en-gone" to start with. (unknown-scene)'],
  ],
  [
    'a choice that leads nowhere',
    changed('to="sn-kept" takes="30', 'to="sn-keep" takes="30'),
    ['32:9 error This scenario has no scene or ending "sn-keep". (unknown-scene)'],
  ],
  [
    'a deadline that leads nowhere',
    changed('to="sn-gone"', 'to="sn-lost"'),
    ['16:39 error This scenario has no scene or ending "sn-lost". (unknown-scene)'],
  ],
  [
    'a choice without a target',
    changed('<Choice to="sn-kept" takes="30', '<Choice takes="30'),
    ['32:1 error <Choice> needs the attribute "to". (missing-attribute)'],
  ],
  [
    'a choice that takes no time that can be read',
    changed('takes="30 minutes"', 'takes="half an hour"'),
    ['32:22 error "half an hour" is not a length of time. (attribute)'],
  ],
  [
    'an unknown deadline to meet',
    changed('meets="dl-log"', 'meets="dl-log, dl-lag"'),
    ['32:41 error This scenario has no deadline "dl-lag". (unknown-deadline)'],
  ],
  [
    'an unknown deadline to start',
    changed('starts="dl-order"', 'starts="dl-ordre"'),
    ['32:56 error This scenario has no deadline "dl-ordre". (unknown-deadline)'],
  ],
  [
    'an unknown deadline to stop',
    changed('takes="1 hour" articles', 'takes="1 hour" stops="dl-old" articles'),
    ['76:37 error This scenario has no deadline "dl-old". (unknown-deadline)'],
  ],
  [
    'an unknown competence',
    changed('points="preservation: 2"', 'points="preserving: 2"'),
    ['32:74 error This scenario has no competence "preserving". (unknown-competence)'],
  ],
  [
    'points that are no number',
    changed('points="preservation: 2"', 'points="preservation: two"'),
    ['32:74 error The points cannot be read. (points)'],
  ],
  [
    'points given twice',
    changed('points="preservation: 2"', 'points="preservation: 2; preservation: 1"'),
    ['32:74 error The points for "preservation" are given twice. (points)'],
  ],
  [
    'competences that cannot be read',
    changed('competences="preservation: Preserving data; ', 'competences="Preserving data; '),
    [
      '12:83 error The competences cannot be read. (competences)',
      '32:74 error This scenario has no competence "preservation". (unknown-competence)',
      '84:37 error This scenario has no competence "preservation". (unknown-competence)',
    ],
  ],
  [
    'two competences of one name',
    changed('; procedure: Using', '; preservation: Keeping; procedure: Using'),
    ['12:83 error Two competences have the same name before the colon. (competences)'],
  ],
  [
    'a competence without points',
    changed('; procedure: Using', '; cooperation: Working together; procedure: Using'),
    ['12:83 warning No way brings points for "cooperation". (idle-competence)'],
  ],
  [
    'a clock that is no time of day',
    changed('clock="22:40"', 'clock="10.40 pm"'),
    ['12:69 error "10.40 pm" is not a time of day. (attribute)'],
  ],
  [
    'no situation',
    changed(/You are on duty .*\n\n/, ''),
    ['12:1 error This scenario does not say what the case is. (scenario)'],
  ],
  [
    'no scene and no ending',
    changed(/<Scene id="sn-call"[^]*?\n\n<\/Scenario>/, '\n</Scenario>'),
    [
      '12:1 error This scenario has no scene. (scenario)',
      '12:1 error This scenario has no ending. (scenario)',
      '12:53 error This scenario has no scene "sn-call" to start with. (unknown-scene)',
      '16:39 error This scenario has no scene or ending "sn-gone". (unknown-scene)',
      '22:41 error This scenario has no scene or ending "en-expired". (unknown-scene)',
    ],
  ],
  [
    'text between scenes',
    changed('<Scene id="sn-kept"', 'Later that night.\n\n<Scene id="sn-kept"'),
    ['50:1 error Text between scenes is not shown. (scenario-text)'],
  ],
  [
    'text after the first choice',
    changed('</Choice>\n\n</Scene>', '</Choice>\n\nThink well.\n\n</Scene>'),
    ['48:1 error Text after the first choice is not shown. (scenario-text)'],
  ],
  [
    'a scene without text',
    changed("The shop's owner is on the telephone. What do you do first?\n\n", ''),
    ['28:1 error This scene does not say what happens. (scenario)'],
  ],
  [
    'a scene without a choice',
    changed(/(The provider has nothing left\.\n\n)<Choice[^]*?(<\/Scene>)/, '$1$2'),
    ['72:1 error This scene has no choice: the case could not go on. (scenario)'],
  ],
  [
    'a scene with one choice',
    changed(/<Choice to="en-gone" takes="1 hour"[^]*?<\/Choice>\n\n/, ''),
    ['72:1 warning This scene has only one choice. (one-choice)'],
  ],
  [
    'a choice without its words',
    changed('Close the file.\n\nThe shop will ask why nobody called in the night.', '- Close the file.'),
    ['76:1 error This choice does not say what one does. (scenario)'],
  ],
  [
    'a choice without what comes of it',
    changed('\n\nThe shop will ask why nobody called in the night.', ''),
    ['76:1 error This choice does not say what comes of it. (consequence)'],
  ],
  [
    'the same choice twice',
    changed('Ask whether another provider saw the traffic.', 'Close the  file.'),
    ['84:1 error This choice is there twice. (scenario)'],
  ],
  [
    'two deadlines of one id',
    changed('id="dl-order"', 'id="dl-log"').replace(/ (meets|starts)="dl-order"/g, ''),
    ['22:11 error The id "dl-log" is there twice in this scenario. (duplicate-id)'],
  ],
  [
    'a deadline with the id of a scene',
    changed('id="dl-order"', 'id="sn-gone"').replace(/ (meets|starts)="dl-order"/g, ''),
    ['22:11 error The id "sn-gone" is there twice in this scenario. (duplicate-id)'],
  ],
  [
    'an unknown outcome',
    changed('outcome="good"', 'outcome="great"'),
    ['94:50 error "outcome" cannot be "great". (attribute)'],
  ],
  [
    'a choice outside of a scene',
    changed(
      '<Scene id="sn-call"',
      '<Choice to="en-gone" takes="1 hour" articles="25">\n\nA\n\nB\n\n</Choice>\n\n<Scene id="sn-call"',
    ),
    ['28:1 error <Choice> stands outside of <Scene>. (misplaced-component)'],
  ],
  [
    'a heading',
    changed('The provider has nothing left.', '## Too late\n\nThe provider has nothing left.'),
    ['74:1 error A scenario has no headings. (heading)'],
  ],
  [
    'a footnote',
    changed('The provider has nothing left.', 'The provider has nothing left.[^1]\n\n[^1]: Really.'),
    ['74:31 error A scenario has no footnotes. (footnote)', '76:1 error A scenario has no footnotes. (footnote)'],
  ],
  [
    'a scenario inside something else',
    changed('<Scenario', '<Callout tone="note">\n\n<Scenario').replace('</Scenario>', '</Scenario>\n\n</Callout>'),
    ['14:1 error <Scenario> stands inside something else. (misplaced-component)'],
  ],
])('%s is told', (_what, text, expected) => {
  expect(toldOf(text)).toEqual(expected)
})

test.each<[string, string, string[]]>([
  [
    'a scene that nothing leads to',
    changed(/<Deadline id="dl-log"[^]*?<\/Deadline>\n\n/, '').replace(' meets="dl-log"', ''),
    [
      '66:1 error No way leads to the scene "sn-gone". (unreachable)',
      '100:1 error No way leads to the ending "en-gone". (unreachable)',
    ],
  ],
  [
    'an ending that nothing leads to',
    changed('to="en-read"', 'to="en-gone"'),
    ['94:1 error No way leads to the ending "en-read". (unreachable)'],
  ],
  [
    'scenes without a way to an ending',
    changed(/to="en-gone"/g, 'to="sn-gone"').replace(' points="preservation: 1"', ''),
    [
      '72:1 error From the scene "sn-gone" there is a way on which no ending can be reached. (no-exit)',
      '106:1 error No way leads to the ending "en-gone". (unreachable)',
    ],
  ],
  [
    'points in a loop without end',
    changed(/<Deadline id="dl-order"[^]*?<\/Deadline>\n\n/, '')
      .replace(/ (meets|starts)="dl-order"/g, '')
      .replace(/<Ending id="en-expired"[^]*?<\/Ending>\n\n/, ''),
    ['56:38 error This choice gives points, but it can be taken again and again. (points)'],
  ],
  [
    'a deadline that can never pass',
    changed('to="sn-kept" takes="60 days" points="procedure: -1"', 'to="en-expired" takes="60 days"'),
    ['22:1 warning The deadline "dl-order" can never pass. (idle-deadline)'],
  ],
  [
    'more ways than anybody can oversee',
    changed('after="8 hours"', 'after="9999 weeks"').replace('takes="3 hours"', 'takes="1 minute"'),
    ['12:1 error This scenario can go more than 20,000 different ways. (too-many-states)'],
  ],
])('%s is told, because every way is tried', (_what, text, expected) => {
  expect(toldOf(text)).toEqual(expected)
})

test('a way without an exit is told with the scenes that lead into it', () => {
  const text = changed(/to="en-gone"/g, 'to="sn-gone"').replace(' points="preservation: 1"', '')
  const { problems } = checkSource({ kind: 'lesson', source: text, language: 'en' })
  expect(problems.find(({ rule }) => rule === 'no-exit')?.hint).toContain('sn-call → sn-call → sn-call → sn-gone')
})

test('a scenario stands only in lessons', () => {
  const quiz = source.replace(
    /^---[^]*?---\n/,
    '---\nid: fx-q\ntitle: T\nsummary: S\nkind: final\npassMark: 50\nminutes: 3\n---\n',
  )
  const { problems } = checkSource({ kind: 'quiz', source: quiz, language: 'en' })
  expect(problems.map(({ rule }) => rule)).toContain('misplaced-component')
})

test('an ending that is removed leaves choices that lead nowhere', () => {
  expect(toldOf(without('Ending', 'en-gone')).join()).toContain('no scene or ending "en-gone"')
})
