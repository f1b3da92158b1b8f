import { describe, expect, test } from 'vitest'
import type { ReadItem } from '../exchange-item.ts'
import { readMoodle } from './read-moodle.ts'
import { readXmlTree } from './xml-tree.ts'

function read(questions: string): ReadItem[] {
  const tree = readXmlTree(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions}</quiz>`)
  if (tree.status === 'refused') throw new Error(JSON.stringify(tree))
  return readMoodle(tree.root, { yes: 'True', no: 'False' })
}

const text = (words: string) => `<text><![CDATA[${words}]]></text>`
const asked = (type: string, body: string, stem = '<p>What?</p>') =>
  `<question type="${type}"><name><text>Name</text></name><questiontext format="html">${text(stem)}</questiontext>` +
  `<generalfeedback format="html">${text('<p>Why</p>')}</generalfeedback>${body}</question>`
const answer = (fraction: number, words: string, more = '') =>
  `<answer fraction="${fraction}" format="html">${text(words)}<feedback format="html">${text('f')}</feedback>${more}</answer>`

function first(type: string, body: string, stem?: string) {
  const [item] = read(asked(type, body, stem))
  if (!item) throw new Error('nothing was read')
  return { ...item, notes: item.notes.map(({ name }) => name), question: item.item?.question }
}

const gaps = '{1:MULTICHOICE:=90 days#yes~%0%30 days} and {1:MC:a~=b\\}}'

describe('each type of Moodle is read', () => {
  test.each<[string, string, string | undefined, object]>([
    [
      'multichoice',
      `<single>true</single>${answer(100, 'a')}${answer(0, 'b')}`,
      undefined,
      {
        notes: [],
        question: { kind: 'single', options: [{ html: 'a', correct: true, feedbackHtml: 'f' }, { correct: false }] },
      },
    ],
    [
      'multichoice',
      `<single>false</single><shuffleanswers>false</shuffleanswers>${answer(33.33333, 'a')}${answer(33.33333, 'b')}${answer(33.33333, 'c')}${answer(-33.33333, 'd')}`,
      undefined,
      { notes: [], question: { kind: 'multiple', shuffle: false } },
    ],
    ['multichoice', `<single>true</single>${answer(100, 'a')}${answer(50, 'b')}`, undefined, { notes: ['weights'] }],
    [
      'truefalse',
      `${answer(0, 'false')}${answer(100, 'true')}`,
      undefined,
      { question: { kind: 'single', shuffle: false, options: [{ html: 'True', correct: true }, { html: 'False' }] } },
    ],
    [
      'shortanswer',
      `<usecase>1</usecase>${answer(100, 'keep')}${answer(0, '*')}`,
      undefined,
      { notes: ['wildcard'], question: { kind: 'short', exact: ['case'], answers: [{ text: 'keep', correct: true }] } },
    ],
    [
      'numerical',
      `${answer(100, '90', '<tolerance>0.5</tolerance>')}<units><unit><multiplier>1</multiplier><unit_name>days</unit_name></unit><unit><multiplier>24</multiplier><unit_name>hours</unit_name></unit></units>`,
      undefined,
      { notes: ['unit-factor'], question: { kind: 'numeric', tolerance: 0.5, unit: 'days', answers: [{ value: 90 }] } },
    ],
    [
      'matching',
      `<subquestion format="html">${text('<p>a</p>')}<answer><text>1</text></answer></subquestion><subquestion format="html"><text/><answer><text>2</text></answer></subquestion>`,
      undefined,
      { question: { kind: 'match', rows: [{ html: '<p>a</p>', target: 0 }], targets: ['1', '2'] } },
    ],
    [
      'ordering',
      `<selecttype>ALL</selecttype>${answer(2, 'two')}${answer(1, 'one')}`,
      undefined,
      { question: { kind: 'order', items: [{ html: 'one' }, { html: 'two' }] } },
    ],
    [
      'cloze',
      '',
      `<p>It is ${gaps}.</p>`,
      {
        notes: ['cloze-feedback'],
        question: {
          kind: 'cloze',
          paragraphs: [[{ html: '<p>It is ' }, { gap: 0 }, { html: ' and ' }, { gap: 1 }, { html: '.</p>' }]],
          gaps: [
            { choices: ['90 days', '30 days'], right: 0 },
            { choices: ['a', 'b}'], right: 1 },
          ],
        },
      },
    ],
    [
      'cloze',
      '',
      '<p>Say {1:SHORTANSWER:=keep#so~%50%hold}.</p>',
      {
        notes: ['weights'],
        question: {
          kind: 'short',
          stemHtml: '<p>Say _____.</p>',
          answers: [
            { text: 'keep', correct: true, feedbackHtml: 'so' },
            { text: 'hold', correct: false },
          ],
        },
      },
    ],
    [
      'cloze',
      '',
      '<p>{1:NUMERICAL:=90:2}</p>',
      { question: { kind: 'numeric', tolerance: 2, answers: [{ value: 90 }] } },
    ],
    ['cloze', '', '<p>{1:NM:=90:2} {1:MC:=a~b}</p>', { item: null, notes: ['cloze-typed'] }],
    [
      'gapselect',
      '<selectoption><text>a</text><group>1</group></selectoption><selectoption><text>b</text><group>1</group></selectoption>',
      '<p>[[2]] it</p>',
      { question: { kind: 'cloze', gaps: [{ choices: ['a', 'b'], right: 1 }] } },
    ],
    [
      'ddwtos',
      '<dragbox><text>a</text><group>1</group></dragbox><dragbox><text>b</text><group>2</group></dragbox><dragbox><text>c</text><group>2</group></dragbox>',
      '<p>[[3]]</p>',
      { question: { gaps: [{ choices: ['b', 'c'], right: 1 }] } },
    ],
    ['essay', '<responseformat>editor</responseformat>', undefined, { item: null, notes: ['kind'] }],
    ['calculated', '', undefined, { item: null, notes: ['kind'] }],
    ['description', '', undefined, { item: null, notes: ['kind'] }],
    ['constructor', '', undefined, { item: null, notes: ['kind'] }],
  ])('%s', (type, body, stem, expected) => {
    expect(first(type, body, stem)).toMatchObject({ ...expected, type })
  })
})

test('what ours have no place for is told part by part, and what they have is not', () => {
  const more =
    '<defaultgrade>2.0</defaultgrade><penalty>0.3333</penalty><hidden>0</hidden><hint format="html"><text>Think</text></hint>' +
    '<correctfeedback format="html"><text>Well done</text></correctfeedback><incorrectfeedback><text></text></incorrectfeedback>' +
    '<tags><tag><text>article-29</text></tag><tag><text>green</text></tag></tags><idnumber>own-id</idnumber><future>1</future>'
  const single = `<single>true</single>${answer(100, 'a')}${answer(0, 'b')}`
  const [item] = read(asked('multichoice', single + more))
  expect(item?.notes.map(({ name, values }) => [name, ...Object.values(values)])).toEqual([
    ['part', 'defaultgrade'],
    ['part', 'hint'],
    ['part', 'correctfeedback'],
    ['part', 'future'],
    ['tag', 'green'],
  ])
  expect(item).toMatchObject({ name: 'own-id', item: { question: { articles: [{ article: 29 }] } } })
})

test('files in a text are told, and categories and lines are kept', () => {
  const category = '<question type="category"><category><text>$course$/top/A/B</text></category></question>\n'
  const file =
    '<questiontext format="html"><text>Look</text><file name="a.png" encoding="base64">AAAA</file></questiontext>'
  const items = read(
    `${category}<question type="shortanswer"><name><text>N</text></name>${file}${answer(100, 'x')}</question>`,
  )
  expect(items).toMatchObject([
    { number: 1, line: 4, notes: [{ name: 'file', values: { file: 'a.png' } }], item: { category: ['A', 'B'] } },
  ])
})

describe('hostile XML is refused with its line', () => {
  test.each([
    [
      'entities that grow',
      '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol">]>\n<quiz>&lol;</quiz>',
      'doctype',
      2,
    ],
    ['a file of the server', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', 'doctype', 1],
    ['an entity that nothing declares', '<quiz>\n\n&x;</quiz>', 'broken', 3],
    ['an instruction', '<quiz>\n<?php echo 1 ?></quiz>', 'doctype', 2],
    ['a tag that is not closed', '<quiz>\n<question>\n</quiz>', 'broken', 3],
    ['an end that is missing', '<quiz>', 'broken', 1],
    ['depth', `<quiz>${'<a>'.repeat(100)}`, 'too-deep', 1],
  ])('%s', (_what, xml, why, line) => {
    expect(readXmlTree(xml)).toEqual({ status: 'refused', why, line })
  })
})
