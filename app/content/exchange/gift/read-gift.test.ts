import { describe, expect, test } from 'vitest'
import { cutGift } from './cut-gift.ts'
import { readGift } from './read-gift.ts'

const words = { yes: 'True', no: 'False' }
const read = (source: string) => readGift(cutGift(source), words)
const first = (source: string) => {
  const [item] = read(source)
  if (!item) throw new Error('nothing was read')
  return { ...item, notes: item.notes.map(({ name }) => name), question: item.item?.question }
}

describe('GIFT is read as Moodle reads it', () => {
  test.each<[string, string, object]>([
    [
      'one right option',
      '::Title:: What? {=Yes#good ~No#bad ####Why}',
      {
        name: 'Title',
        question: {
          kind: 'single',
          stemHtml: '<p>What?</p>',
          explanationHtml: '<p>Why</p>',
          options: [
            { html: '<p>Yes</p>', correct: true, feedbackHtml: '<p>good</p>' },
            { html: '<p>No</p>', correct: false, feedbackHtml: '<p>bad</p>' },
          ],
        },
      },
    ],
    [
      'several right options, by their weights',
      'Two? {~%50%a ~%50%b ~%-100%c}',
      {
        notes: ['weights'],
        question: { kind: 'multiple', options: [{ correct: true }, { correct: true }, { correct: false }] },
      },
    ],
    ['weights that ours have too', 'Two? {~%50%a ~%50%b ~%-50%c}', { notes: [], question: { kind: 'multiple' } }],
    ['half of the marks for one option', 'One? {=a ~%50%b ~c}', { notes: ['weights'], question: { kind: 'single' } }],
    [
      'true',
      'So?{TRUE#no, it is#yes}',
      {
        question: {
          options: [
            { html: 'True', correct: true, feedbackHtml: '<p>yes</p>' },
            { html: 'False', correct: false, feedbackHtml: '<p>no, it is</p>' },
          ],
        },
      },
    ],
    [
      'false',
      'So? {F}',
      { question: { kind: 'single', shuffle: false, options: [{ correct: false }, { correct: true }] } },
    ],
    [
      'a word',
      'Who? {=Grant =%0%Lee#no}',
      {
        question: {
          kind: 'short',
          answers: [
            { text: 'Grant', correct: true },
            { text: 'Lee', correct: false },
          ],
        },
      },
    ],
    [
      'a word that is half right',
      'Who? {=Grant =%50%Ulysses}',
      { notes: ['weights'], question: { answers: [{ correct: true }, { text: 'Ulysses', correct: false }] } },
    ],
    ['a star', 'Who? {=Grant =%0%*#all else}', { notes: ['wildcard'], question: { answers: [{ text: 'Grant' }] } }],
    [
      'pairs, and one thing more',
      'Match {=a -> 1 =b -> 2 = -> 3}',
      { question: { kind: 'match', rows: [{ html: '<p>a</p>', target: 0 }, { target: 1 }], targets: ['1', '2', '3'] } },
    ],
    ['groups', 'Sort {=a -> 1 =b -> 2 =c -> 1}', { question: { kind: 'classify', targets: ['1', '2'] } }],
    [
      'a number with a tolerance',
      'When? {#1822:5}',
      { question: { kind: 'numeric', tolerance: 5, answers: [{ value: 1822, correct: true }] } },
    ],
    ['a number between two', 'Pi? {#3.141..3.142}', { question: { tolerance: 0.0005, answers: [{ value: 3.1415 }] } }],
    [
      'several numbers',
      'When? {#=1822:0 =%50%1822:2#near}',
      {
        notes: ['weights', 'twice'],
        question: { tolerance: 0, answers: [{ value: 1822, correct: true }] },
      },
    ],
    [
      'several tolerances',
      'When? {#=1822:3 =1900:2 =%0%1905:2}',
      {
        notes: ['tolerance'],
        question: { tolerance: 2, answers: [{ value: 1822 }, { value: 1900 }, { correct: false }] },
      },
    ],
    ['words after the gap', 'It is {=x}, then.', { question: { stemHtml: '<p>It is _____, then.</p>' } }],
    [
      'a word that is missing',
      'Grant is {~buried =entombed ~living} there.',
      { question: { stemHtml: '<p>Grant is _____ there.</p>', kind: 'single' } },
    ],
    [
      'signs without their meaning',
      'Is \\{a\\} \\= b\\: \\#1? {=x\\=y ~x\\~y\\\\z}',
      {
        question: { stemHtml: '<p>Is {a} = b: #1?</p>', options: [{ html: '<p>x=y</p>' }, { html: '<p>x~y\\z</p>' }] },
      },
    ],
    ['plain text', '[plain]Is <b> a tag? {T}', { question: { stemHtml: '<p>Is &lt;b&gt; a tag?</p>' } }],
    ['Markdown', '[markdown]Is *this* so? {T}', { question: { stemHtml: '<p>Is <em>this</em> so?</p>' } }],
    [
      'HTML',
      '[html]<p>So?</p> {=[html]<b>a</b> ~b}',
      { question: { stemHtml: '<p>So?</p>', options: [{ html: '<b>a</b>' }, { html: 'b' }] } },
    ],
    ['lines', 'One\\ntwo? {T}', { question: { stemHtml: '<p>One<br>two?</p>' } }],
    ['an essay', 'Write. {}', { item: null, notes: ['kind'], type: 'essay' }],
    ['a description', 'Only words.', { item: null, notes: ['kind'], type: 'description' }],
    ['a brace that stays open', 'What? {=a ~b', { item: null, notes: ['broken'] }],
    ['two answers in one question', 'What? {=a ~b} and {=c ~d}', { item: null, notes: ['broken'] }],
  ])('%s', (_what, source, expected) => {
    expect(first(source)).toMatchObject(expected)
  })
})

test('a file is parted at empty lines, with categories, comments, tags and lines that are told', () => {
  const source = [
    '// a comment',
    '$CATEGORY: $course$/top/Powers/A//B',
    '',
    '// [id:x] [tag:article-42.3] [tag:difficulty-hard] [tag:objective-obj-a] [tag:green]',
    '::One:: What? {',
    '=a',
    '',
    '~b',
    '}',
    '',
    'Next {T}',
    '::Third:: {=a',
    '',
    '::Fourth::What {F}',
  ].join('\r\n')
  const items = read(source)
  expect(items.map(({ line, name }) => [line, name])).toEqual([
    [5, 'One'],
    [11, 'Next'],
    [14, 'Fourth'],
  ])
  expect(items[0]?.notes).toEqual([{ name: 'tag', values: { tag: 'green' } }])
  expect(items[0]?.item).toMatchObject({
    category: ['Powers', 'A/B'],
    question: { articles: [{ article: 42, paragraph: 3 }], difficulty: 'hard', objective: 'obj-a', options: [{}, {}] },
  })
})
