import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkSource } from './check-source.ts'

const folder = path.resolve('tests/fixtures/courses/bad')

/** Each file and all that is told of it: line and column, then the message. */
const cases: [file: string, problems: string[]][] = [
  ['all-right.mdx', ['12:1 error Every option of this question is right. (question)']],
  ['article-alone.mdx', ['12:1 error <Article> stands in a sentence, not alone. (misplaced-component)']],
  ['attribute-expression.mdx', ['12:22 error The value of "title" is code, which is not allowed. (literal-attribute)']],
  ['bad-id.mdx', ['12:8 error "Fx Check" is not an id. (id)']],
  ['bad-tone.mdx', ['12:10 error "tone" cannot be "warnig". (attribute)']],
  ['check-in-quiz.quiz.mdx', ['10:1 error <Check> stands only in lessons. (misplaced-component)']],
  ['choice-outside-scene.mdx', ['72:1 error <Choice> stands outside of <Scene>. (misplaced-component)']],
  ['crossed.mdx', ['18:1 error </Callout> closes here, but <CaseFile> is still open. (unclosed-tag)']],
  ['data-link.mdx', ['14:1 error Links that begin with "data:" are not allowed. (link)']],
  [
    'download-program.mdx',
    [
      '12:11 error A file .exe cannot be offered to take along. (file-type)',
      '14:11 error A file .html cannot be offered to take along. (file-type)',
    ],
  ],
  ['diagram-kind.mdx', ['15:1 error There is no kind of diagram "gantt" here. (diagram)']],
  [
    'diagram-line.mdx',
    [
      '19:5 error This arrow is not known here. (diagram)',
      '20:3 error "style" is not used in this kind of diagram. (diagram)',
    ],
  ],
  [
    'diagram-wide.mdx',
    ['15:1 warning 4 boxes stand side by side: on a phone, readers have to scroll sideways. (diagram)'],
  ],
  [
    'diagram-without-code.mdx',
    [
      '12:24 error The alternative text only repeats the title. (alt-text)',
      '14:1 error <Diagram> does not begin with the text of the diagram. (diagram)',
    ],
  ],
  ['empty.quiz.mdx', ['1:1 error This quiz has no question. (empty)']],
  [
    'export-in-prose.mdx',
    ['12:8 error A line that begins with "import" or "export" is read as code, which is not allowed. (import-export)'],
  ],
  [
    'export.mdx',
    ['12:1 error A line that begins with "import" or "export" is read as code, which is not allowed. (import-export)'],
  ],
  ['expression-broken.mdx', ['12:23 error A brace { begins code, which is not allowed. (expression)']],
  ['expression-flow.mdx', ['12:1 error Braces {…} hold code, which is not allowed. (expression)']],
  ['expression-text.mdx', ['12:16 error Braces {…} hold code, which is not allowed. (expression)']],
  [
    'figure-alt.mdx',
    [
      '12:31 error The alternative text is the name of the file. (alt-text)',
      '14:31 warning The alternative text begins by saying that this is a picture, which readers are told already. (alt-text)',
      '16:31 error The alternative text "Screenshot" says nothing of the picture. (alt-text)',
    ],
  ],
  [
    'figure-file.mdx',
    [
      '12:9 error "https://example.org/order.png" is not the path of a file. (attribute)',
      '14:9 error A file .pdf cannot be shown as a picture. (file-type)',
      '16:9 error "/etc/order.png" is not the path of a file. (attribute)',
    ],
  ],
  ['figure-in-line.mdx', ['12:9 error <Figure> stands in a line of text. (misplaced-component)']],
  ['figure-without-alt.mdx', ['12:1 error <Figure> needs the attribute "alt". (missing-attribute)']],
  ['footnote-in-question.mdx', ['18:6 error A question has no footnotes. (footnote)']],
  ['h1.mdx', ['10:1 error The title is the only heading of level 1. (heading)']],
  [
    'handler-attribute.mdx',
    [
      '12:22 error <Callout> has no attribute "onClick". (unknown-attribute)',
      '12:41 error <Callout> has no attribute "dangerouslySetInnerHTML". (unknown-attribute)',
    ],
  ],
  [
    'hard-to-read.mdx',
    [
      '14:1 warning The text is hard to read: its LIX is 101, and 45 is the most for second-language readers. (reading-level)',
    ],
  ],
  ['html-comment.mdx', ['12:2 error HTML comments are not allowed. (raw-html)']],
  ['http-link.mdx', ['12:5 error Links to other sites must be https. (link)']],
  ['image.mdx', ['12:1 error Pictures are not written like this. (image)']],
  [
    'import.mdx',
    ['12:1 error A line that begins with "import" or "export" is read as code, which is not allowed. (import-export)'],
  ],
  ['inline-block.mdx', ['12:1 error <Callout> stands in a line of text. (misplaced-component)']],
  ['javascript-frontmatter.mdx', ['1:1 error The file does not begin with its fields. (frontmatter)']],
  ['javascript-link-entity.mdx', ['12:7 error Links that begin with "javascript:" are not allowed. (link)']],
  ['javascript-link.mdx', ['12:7 error Links that begin with "javascript:" are not allowed. (link)']],
  ['less-than.mdx', ['12:13 error This < begins a tag, but what follows is not one. (tag-syntax)']],
  ['long-sentence.mdx', ['12:12 warning This sentence has 41 words. (long-sentence)']],
  ['missing-attribute.mdx', ['12:1 error <CaseFile> needs the attribute "title". (missing-attribute)']],
  ['missing-field.mdx', ['2:1 error `summary` is missing. (missing-field)']],
  ['missing-footnote.mdx', ['12:8 error The footnote [^proof] is not written. (footnote)']],
  ['nested-check.mdx', ['14:1 error <Check> stands inside something else. (misplaced-component)']],
  ['no-feedback.mdx', ['20:1 error The option "B" has no feedback. (feedback)']],
  ['no-frontmatter.mdx', ['1:1 error The file does not begin with its fields. (frontmatter)']],
  ['no-options.mdx', ['12:1 error This question has no options. (question)']],
  ['no-right-option.mdx', ['12:1 error No option of this question is right. (question)']],
  ['no-stem.mdx', ['12:1 error This question asks nothing. (question)']],
  [
    'no-such-article.mdx',
    [
      '6:18 error `articles, item 2` names an article that does not exist: the Convention has articles 1 to 68. (field)',
    ],
  ],
  ['partial-in-list.mdx', ['14:3 error <Partial> stands inside something else. (misplaced-component)']],
  ['pass-mark.quiz.mdx', ['6:11 error `passMark` must be at most 100. (field)']],
  ['proto-field.mdx', ['6:1 error "__proto__" is not a field. (unknown-field)']],
  ['protocol-relative-link.mdx', ['12:5 error This link does not say https. (link)']],
  [
    'prototype-component.mdx',
    [
      '12:1 error HTML is not allowed: <constructor>. (raw-html)',
      '14:1 error There is no component <Object.prototype>. (unknown-component)',
    ],
  ],
  ['question-in-lesson.mdx', ['12:1 error <Question> stands only in quizzes. (misplaced-component)']],
  [
    'quote-content.mdx',
    [
      '14:1 error <Quote> holds paragraphs of the official text and nothing else. (quote)',
      '20:12 error <Quote> holds plain words: the official text has no bold type, no links and no notes. (quote)',
      '24:1 error <Quote> is empty. (component-content)',
      '24:21 error "x" is not the number of a paragraph. (attribute)',
    ],
  ],
  ['raw-html.mdx', ['12:3 error HTML is not allowed: <b>. (raw-html)']],
  ['same-option.mdx', ['20:1 error The option "the  order" is there twice. (question)']],
  ['script.mdx', ['12:1 error HTML is not allowed: <script>. (raw-html)']],
  ['scenario-no-consequence.mdx', ['76:1 error This choice does not say what comes of it. (consequence)']],
  [
    'scenario-too-many-states.mdx',
    ['12:1 error This scenario can go more than 20,000 different ways. (too-many-states)'],
  ],
  [
    'scenario-trap.mdx',
    [
      '72:1 error From the scene "sn-gone" there is a way on which no ending can be reached. (no-exit)',
      '106:1 error No way leads to the ending "en-gone". (unreachable)',
    ],
  ],
  [
    'scenario-unreachable.mdx',
    [
      '66:1 error No way leads to the scene "sn-gone". (unreachable)',
      '100:1 error No way leads to the ending "en-gone". (unreachable)',
    ],
  ],
  [
    'scenario-wrong-names.mdx',
    [
      '32:9 error This scenario has no scene or ending "sn-keep". (unknown-scene)',
      '32:41 error This scenario has no deadline "dl-lag". (unknown-deadline)',
      '32:74 error This scenario has no competence "preserving". (unknown-competence)',
    ],
  ],
  [
    'several.mdx',
    [
      '2:1 error `title` is missing. (missing-field)',
      '9:1 error The title is the only heading of level 1. (heading)',
      '11:1 error HTML is not allowed: <script>. (raw-html)',
      '13:1 error Braces {…} hold code, which is not allowed. (expression)',
      '15:1 error Links that begin with "javascript:" are not allowed. (link)',
    ],
  ],
  ['single-with-two.mdx', ['12:1 error This question is kind="single" but has 2 right options. (question)']],
  ['skipped-heading.mdx', ['12:1 error This heading skips a level (4 after 2). (heading)']],
  ['spread.mdx', ['12:22 error Attributes in braces {…} are code, which is not allowed. (spread)']],
  ['steps-without-list.mdx', ['14:1 error <Steps> holds one numbered list and nothing else. (component-content)']],
  ['stray-text.quiz.mdx', ['10:1 error Text outside of a question is not shown in a quiz. (quiz-text)']],
  ['task-list.mdx', ['12:1 error A list with [ ] or [x] stands only in a question. (task-list)']],
  ['timeline-without-time.mdx', ['15:1 error This event does not begin with its time in bold. (component-content)']],
  ['term-in-link.mdx', ['12:13 error <Term> stands in a link. (misplaced-component)']],
  ['too-long.mdx', ['5:10 warning The lesson has 181 words: 2 minutes at 130 words a minute, not 1. (minutes)']],
  ['too-many-minutes.mdx', ['5:10 error `minutes` must be at most 60. (field)']],
  ['two-lists.mdx', ['26:1 error This question has two lists of options. (question)']],
  ['unclosed-frontmatter.mdx', ['1:1 error The file does not begin with its fields. (frontmatter)']],
  ['unclosed.mdx', ['12:1 error <Callout> is never closed. (unclosed-tag)']],
  ['unknown-article.mdx', ['12:14 error "71" is not an article of the Convention. (unknown-article)']],
  ['unknown-attribute.mdx', ['12:22 error <Callout> has no attribute "titel". (unknown-attribute)']],
  ['unknown-component.mdx', ['12:1 error There is no component <Calout>. (unknown-component)']],
  [
    'unknown-field.mdx',
    ['2:1 error `summary` is missing. (missing-field)', '4:1 error "sumary" is not a field. (unknown-field)'],
  ],
  [
    'unquoted-article.mdx',
    ['6:12 error `articles, item 1` must be an article such as "25" or "42.3", in quotes. (field)'],
  ],
  [
    'video-incomplete.mdx',
    [
      '12:1 error <Video> needs the attribute "transcript". (missing-attribute)',
      '12:8 error A file .mov cannot be shown as a film. (file-type)',
      '12:30 error A file .srt cannot be used as captions. (file-type)',
      '12:57 error <Video> has no attribute "autoplay". (unknown-attribute)',
    ],
  ],
  [
    'yaml-alias.mdx',
    [
      '3:11 error Anchors (&) and aliases (*) are not used here. (yaml-alias)',
      '4:10 error Anchors (&) and aliases (*) are not used here. (yaml-alias)',
    ],
  ],
  [
    'yaml-syntax.mdx',
    ['3:8 error There is a second name here: a colon and a space in the value, or a line set too far in. (yaml)'],
  ],
]

const kindOf = (file: string) => (file.endsWith('.quiz.mdx') ? ('quiz' as const) : ('lesson' as const))

test.each(cases)('%s is told its mistakes, each with its place and how to mend it', (file, expected) => {
  const { problems } = checkSource({
    kind: kindOf(file),
    source: readFileSync(path.join(folder, file), 'utf8'),
    language: 'en',
  })
  const told = [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
  expect(
    told.map(({ line, column, severity, message, rule }) => `${line}:${column} ${severity} ${message} (${rule})`),
  ).toEqual(expected)
  for (const problem of told) expect(problem.hint, problem.message).toBeTruthy()
})

test('every bad file stands in the table', () => {
  expect(readdirSync(folder).sort()).toEqual(cases.map(([file]) => file).sort())
})
