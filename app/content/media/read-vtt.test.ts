import { expect, test } from 'vitest'
import { checkVtt } from './read-vtt.ts'

const told = (text: string) => checkVtt(text).map(({ line, message }) => `${line} ${message}`)
const cue = (times: string, words = 'Words.') => `WEBVTT\n\n${times}\n${words}\n`

test.each([
  ['a plain one', cue('00:00:01.000 --> 00:00:04.000')],
  ['without hours, with settings', cue('00:01.000 --> 00:04.000 align:start position:10%')],
  [
    'a title, notes and names',
    'WEBVTT Interview\n\nNOTE by A. B.\nmore\n\nfirst\n00:01.000 --> 00:04.000\n- Yes.\n- No.\n',
  ],
  ['a byte order mark', `\uFEFF${cue('00:01.000 --> 00:04.000')}`],
  ['captions that overlap', `${cue('00:01.000 --> 00:04.000')}\n00:03.000 --> 00:05.000\nMore.\n`],
])('captions with %s are right', (_, text) => {
  expect(told(text)).toEqual([])
})

test.each([
  ['no header', '1\n00:00:01,000 --> 00:00:04,000\nHi', ['1 Captions begin with a line WEBVTT.']],
  ['a web page', '<!doctype html>', ['1 Captions begin with a line WEBVTT.']],
  ['nothing at all', '', ['1 Captions begin with a line WEBVTT.']],
  ['no caption', 'WEBVTT\n\nNOTE nothing yet\n', ['1 These captions hold no caption.']],
  ['no empty line', 'WEBVTT\n00:01.000 --> 00:02.000\nHi', ['2 The second line of captions is empty.']],
  ['commas', cue('00:00:01,000 --> 00:00:04,000'), ['3 These times cannot be read.']],
  ['61 seconds', cue('00:00:61.000 --> 00:02:00.000'), ['3 These times cannot be read.']],
  ['an end before its beginning', cue('00:04.000 --> 00:01.000'), ['3 This caption ends before it begins.']],
  ['no length', cue('00:04.000 --> 00:04.000'), ['3 This caption ends before it begins.']],
  [
    'times that go back',
    `${cue('00:10.000 --> 00:12.000')}\n00:05.000 --> 00:06.000\nBack.\n`,
    ['6 This caption begins before the one above it.'],
  ],
  ['no words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n\n', ['3 This caption has no words.']],
  ['words without times', 'WEBVTT\n\nHello.\n', ['3 This block has no line with its times.']],
  [
    'two together',
    cue('00:01.000 --> 00:02.000', 'Hi\n00:03.000 --> 00:04.000\nYou'),
    ['5 Two captions stand together.'],
  ],
  [
    'a style',
    'WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example) }\n',
    ['3 STYLE blocks are not used here.'],
  ],
])('captions with %s are told with the line', (_, text, problems) => {
  expect(told(text).slice(0, 1)).toEqual(problems)
})

test('every mistake is told at once', () => {
  const text = `${cue('00:04.000 --> 00:01.000')}\n00:09,000 --> 00:10,000\nMore.\n`
  expect(told(text)).toEqual(['3 This caption ends before it begins.', '6 These times cannot be read.'])
})
