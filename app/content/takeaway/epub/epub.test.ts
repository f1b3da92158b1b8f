import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { epubProblems, hasJava } from '../../../../tests/epubcheck.ts'
import { buildOutline, buildQuestion } from '#db/seed/course-drafts.ts'
import { checkCourses } from '../../check/check-courses.server.ts'
import { emptyContext, type MediaFile } from '../../compile/compile-context.ts'
import { compileCourse } from '../../compile/compile-course.server.ts'
import { documentsInMemory } from '../../compile/document-store.server.ts'
import { type CompiledDocument, emptyDocument } from '../../document.ts'
import { mediaKey } from '../../media/media-kinds.ts'
import type { CourseOutline } from '../../outline.ts'
import { completeSettings } from '../../quiz-settings.ts'
import { sourceWorker } from '../../worker/source-worker.server.ts'
import { makeBook } from '../make-book.server.ts'
import { parseMarkup } from '../markup.ts'
import { makeEpub } from './make-epub.tsx'

const css = readFileSync('app/ui/styles/book.css', 'utf8')
const origin = 'https://learn.example.org'

let picture: Uint8Array
beforeAll(async () => {
  const square = { width: 8, height: 6, channels: 3 as const, background: '#0d4f5f' }
  picture = new Uint8Array(await sharp({ create: square }).webp().toBuffer())
})
afterAll(async () => {
  await sourceWorker().dispose()
})

type Source = { outline: CourseOutline; documents: ReadonlyMap<string, CompiledDocument> }

async function epubOf({ outline, documents }: Source, lessonId: string | null = null) {
  const book = await makeBook({ outline, documents, lessonId, shift: 0 })
  const readPicture = (href: string) => (href.endsWith('.webp') ? picture : null)
  const bytes = makeEpub({ book, origin, css, readPicture })
  const files = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]))
  return { bytes, files, text: (name: string) => files.get(`EPUB/${name}`) ?? '' }
}

const pictureHtml = `<figure class="figure" id="fig-1"><picture><source type="image/avif" srcset="/media/a-360.avif 360w, /media/a-720.avif 720w" sizes="38rem"/><source type="image/webp" srcset="/media/a-360.webp 360w, /media/a-720.webp 720w, /media/a-1440.webp 1440w" sizes="38rem"/><img src="/media/a-1440.webp" width="1440" height="1080" alt="A &quot;desk&quot; &amp; a lamp" loading="lazy" decoding="async"/></picture><figcaption>مكتب</figcaption><details><summary>وصف طويل</summary><p>التفاصيل.</p></details></figure>`
const diagramHtml = `<figure class="diagram"><svg viewBox="0 0 10 10" role="img" aria-labelledby="d-t"><title id="d-t">من الأمر إلى الدليل</title><defs><marker id="d-arrow" viewBox="0 0 4 4"><path d="M0 0L4 2L0 4z"/></marker></defs><style>#d-line { stroke: #000 }</style><path id="d-line" d="M1 1L9 9" marker-end="url(#d-arrow)"/></svg><figcaption>رسم</figcaption></figure>`
const tableHtml = `<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1"><table><thead><tr><th scope="col">أ</th><td></td></tr></thead><tbody><tr><td class="numeric">1</td><td>ب<br/>ج</td></tr></tbody></table></div>`
const notesHtml = `<section data-footnotes="true" class="footnotes"><h2 class="visually-hidden" id="footnote-label">Notes</h2><ol><li id="user-content-fn-1"><p>حاشية <a href="#user-content-fnref-1" data-footnote-backref="" aria-label="Back to the text" class="data-footnote-backref">↩</a></p></li></ol></section>`
const filmHtml = `<figure><video controls="" preload="none" poster="/media/poster.webp" aria-label="A call at night"><source src="/media/call.mp4" type="video/mp4"/><track kind="captions" src="/media/call.vtt" srclang="ar" label="ar" default=""/></video><details><summary>Transcript</summary><p>نص</p></details></figure>`

function arabic(): Source {
  const drafts = [1, 2].map((number) => ({
    kind: 'lesson' as const,
    id: `ar-lesson-${number}`,
    slug: `lesson-${number}`,
    title: `الدرس ${number} & <المزيد>`,
    moduleId: 'ar-module',
  }))
  const outline = buildOutline({
    courseId: 'ar',
    slug: 'ar',
    title: 'حفظ الأدلة الإلكترونية',
    language: 'ar',
    publishedAt: Date.UTC(2026, 2, 4, 9, 30),
    revisionNumber: 3,
    drafts,
  })
  const question = { ...buildQuestion({ id: 'ar-chk', kind: 'multiple' }), stemHtml: '<p>أي بيانات؟</p>' }
  const first = `<h2 id="h-start">البداية</h2><p>انظر <span class="reference"><a class="article-ref" href="/convention/25" aria-describedby="tip-a">المادة 25</a><span class="reference__tip" role="tooltip" id="tip-a">Summary</span></span> و<span class="reference"><button type="button" class="term" aria-describedby="tip-data">البيانات</button><span class="reference__tip" role="tooltip" id="tip-data">x</span></span><sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="true" aria-describedby="footnote-label">1</a></sup>. <a href="/courses/ar/lessons/lesson-2#h-next">الدرس التالي</a>, <a href="/courses/ar/quizzes/final">quiz</a>, <a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">site</a>, <a href="#nowhere">gone</a></p>${pictureHtml}${diagramHtml}${tableHtml}<pre><code class="language-sh">a &lt; b &amp;&amp; c\u000b</code></pre>${filmHtml}`
  const rest = `<section class="terms" aria-labelledby="terms"><h2 id="terms">Terms</h2><dl><div><dt id="terms-data"><a href="/convention/terms#data">بيانات</a></dt><dd>تعريف</dd></div></dl></section>${notesHtml}`
  const documents: CompiledDocument[] = [
    {
      ...emptyDocument,
      parts: [
        { kind: 'html', html: first },
        { kind: 'check', questionId: 'ar-chk' },
        { kind: 'reflect', reflectId: 'rf-ar' },
        { kind: 'html', html: rest },
      ],
      questions: [question],
      reflections: [{ id: 'rf-ar', promptHtml: '<p>ماذا ستفعل؟</p>' }],
    },
    {
      ...emptyDocument,
      parts: [
        {
          kind: 'html',
          html: `<h2 id="h-next">التالي</h2><p><a href="/courses/ar/lessons/lesson-1#ar-chk">سؤال</a></p>${diagramHtml}${pictureHtml.replaceAll('/media/a-', '/media/gone-').replaceAll('.webp', '.avif')}`,
        },
      ],
    },
  ]
  return { outline, documents: new Map(outline.activities.map((one, index) => [one.documentHash, documents[index]!])) }
}

let compiledOnce: Promise<Source> | undefined
const realCourse = () => (compiledOnce ??= compileRealCourse())

/** The course of this repository, compiled from its files. */
async function compileRealCourse(): Promise<Source> {
  const course = (await checkCourses({ dir: 'courses' })).courses.find(({ id }) => id === 'electronic-evidence')
  if (!course) throw new Error('The course does not pass the check')
  const store = documentsInMemory()
  const compiled = await compileCourse({ course, store })
  if (compiled.status === 'failed') throw new Error(JSON.stringify(compiled.problems))
  const { edition } = compiled
  const activities = edition.activities.map((activity, position) => ({
    ...activity,
    position,
    quiz: activity.quiz && completeSettings(activity.quiz),
  }))
  const outline: CourseOutline = {
    ...edition,
    revisionId: 'r1',
    revisionNumber: 1,
    publishedAt: Date.UTC(2026, 0, 1),
    minutes: 90,
    articles: [],
    modules: edition.modules.map((module) => ({
      ...module,
      activities: activities.filter(({ moduleId }) => moduleId === module.id),
    })),
    activities,
  }
  return { outline, documents: await store.find(outline.activities.map(({ documentHash }) => documentHash)) }
}

const made = (href: string, type: string, variants: MediaFile['variants'] = []): MediaFile => ({
  href,
  source: 'made',
  type,
  bytes: 90_000,
  width: 1440,
  height: 1080,
  variants,
  text: 'أولا.\n\nثانيا.',
})

/** Every component of lessons that is more than text, as the compiler writes it. */
const components = `## رسوم

<Figure src="media/desk.jpg" alt="مكتب ومصباح" caption="مكتب">

وصف طويل مع <Article n="25" para="1" /> و<Term id="data">بيانات</Term> [^1].

</Figure>

<Video src="media/call.mp4" captions="media/call.vtt" transcript="media/call.txt" poster="media/desk.jpg" title="مكالمة" />

<Download src="media/form.pdf" title="نموذج" />

<Diagram title="الترتيب" alt="يحفظ أولا ما يضيع.">

\`\`\`mermaid
flowchart TD
  need([تحتاج]) --> lost{يضيع؟}
  lost -->|نعم| keep[أمر]
\`\`\`

اسأل أولا.

</Diagram>

<Diagram title="المحادثة" alt="سؤال وجواب.">

\`\`\`mermaid
sequenceDiagram
  participant P as Provider
  participant O as Officer
  O->>P: order
  P-->>O: data
\`\`\`

</Diagram>

<Callout tone="law" title="قانون">

نص مع **كلمات** و<Article n="25" />.

</Callout>

<Steps>

1. واحد
2. اثنان

</Steps>

<Timeline>

- **08:30** بلاغ

</Timeline>

<Compare>

| أ | ب |
| --- | ---: |
| 1 | 2 |

</Compare>

[^1]: حاشية.
`

async function everyComponent(): Promise<Source> {
  const webp = [360, 720, 1440].map((width) => ({
    href: `/media/d-${width}.webp`,
    type: 'image/webp',
    width,
    bytes: 1,
  }))
  const avif = webp.map((one) => ({ ...one, href: one.href.replace('webp', 'avif'), type: 'image/avif' }))
  const outcome = await sourceWorker().run({
    task: 'compile',
    kind: 'lesson',
    source: `---\nid: fx\n---\n\n${components}`,
    context: {
      ...emptyContext,
      language: 'ar',
      media: {
        [mediaKey('image', 'media/desk.jpg')]: made('/media/d-1440.webp', 'image/webp', [...avif, ...webp]),
        [mediaKey('video', 'media/call.mp4')]: made('/media/call.mp4', 'video/mp4'),
        [mediaKey('captions', 'media/call.vtt')]: made('/media/call.vtt', 'text/vtt'),
        [mediaKey('transcript', 'media/call.txt')]: made('', 'text/plain'),
        [mediaKey('download', 'media/form.pdf')]: made('/media/form.pdf', 'application/pdf'),
      },
      terms: { data: { id: 'data', term: 'بيانات', definition: 'تعريف.', article: 2, paragraph: 'b' } },
    },
  })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  const { outline } = arabic()
  return { outline, documents: new Map(outline.activities.map((one) => [one.documentHash, outcome.document])) }
}

describe('an e-book', () => {
  it('takes every component of lessons along', async () => {
    const { text, bytes } = await epubOf(await everyComponent())
    const lesson = text('l1.xhtml')
    expect(lesson).toContain('src="media/p1.webp" alt="مكتب ومصباح"')
    expect(lesson).toContain('href="#l1-terms-data"')
    expect(lesson).toContain('href="articles.xhtml#article-25"')
    expect(lesson).toContain('href="https://learn.example.org/media/form.pdf"')
    expect(lesson).toContain('<p>أولا.</p>')
    expect(lesson.match(/<svg xmlns=/g)).toHaveLength(2)
    expect(hasJava ? epubProblems(bytes) : []).toEqual([])
  }, 120_000)

  it('begins with its kind, uncompressed, where reading systems look for it', async () => {
    const { bytes } = await epubOf(arabic())
    expect(strFromU8(bytes.subarray(30, 58))).toBe('mimetypeapplication/epub+zip')
    expect([bytes[8], bytes[9]]).toEqual([0, 0])
    // No data descriptor, no extra field: some reading systems refuse them here.
    expect([bytes[6]! & 8, bytes[28], bytes[29]]).toEqual([0, 0, 0])
  })

  it('is the same bytes for the same edition', async () => {
    const [one, two] = [await epubOf(arabic()), await epubOf(arabic())]
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true)
  })

  it('names itself, its language, its edition and how it can be read', async () => {
    const { text } = await epubOf(arabic())
    const opf = text('package.opf')
    for (const part of [
      /<dc:identifier id="book-id">urn:uuid:[0-9a-f-]{36}</,
      '<dc:language>ar</dc:language>',
      '<meta property="dcterms:modified">2026-03-04T09:30:00Z</meta>',
      'page-progression-direction="rtl"',
      'schema:accessibilityFeature">alternativeText<',
      'properties="svg"',
      'media-type="image/webp"',
    ])
      expect(opf).toMatch(part)
    const other = arabic()
    const newer = { ...other, outline: { ...other.outline, revisionNumber: 9, publishedAt: Date.UTC(2027, 0, 1) } }
    const idIn = (from: string) => /urn:uuid:[^<]*/.exec(from)?.[0]
    expect(idIn((await epubOf(newer)).text('package.opf'))).toBe(idIn(opf))
    expect(idIn((await epubOf(arabic(), 'ar-lesson-1')).text('package.opf'))).not.toBe(idIn(opf))
  })

  it('is written in the direction of its language', async () => {
    const { text } = await epubOf(arabic())
    expect(text('l1.xhtml')).toContain('lang="ar" xml:lang="ar" dir="rtl"')
  })

  it('turns links between lessons into links of the book, and others into addresses of the site', async () => {
    const { text } = await epubOf(arabic())
    const lesson = text('l1.xhtml')
    expect(lesson).toContain('href="l2.xhtml#l2-h-next"')
    expect(lesson).toContain('href="articles.xhtml#article-25"')
    expect(lesson).toContain('href="https://learn.example.org/courses/ar/quizzes/final"')
    expect(lesson).toContain('href="https://example.org/?a=1&amp;b=2"')
    expect(lesson).toContain('<a href="#l1-terms-data" class="term">البيانات</a>')
    expect(lesson).not.toMatch(/nowhere|href="\/|role="tooltip"|<button/)
    expect(text('l2.xhtml')).toContain('href="l1.xhtml#l1-ar-chk"')
  })

  it('has no link and no picture that leads nowhere, and no anchor twice', async () => {
    for (const source of [arabic(), await realCourse()]) {
      const { files } = await epubOf(source)
      const pages = [...files].filter(([name]) => name.endsWith('.xhtml'))
      const anchors = new Map(
        pages.map(([name, html]) => [name, [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)]),
      )
      for (const [name, html] of pages) {
        expect(new Set(anchors.get(name)).size).toBe(anchors.get(name)?.length)
        for (const [, address = ''] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) {
          if (/^(https:|mailto:)/.test(address)) continue
          const [file, anchor] = address.split('#')
          const target = file ? `EPUB/${file}` : name
          expect([name, address, files.has(target)]).toEqual([name, address, true])
          if (anchor) expect([name, address, anchors.get(target)?.includes(anchor)]).toEqual([name, address, true])
        }
      }
    }
  }, 60_000)

  it('is well-formed, without scripts, forms, styles of its own or files elsewhere', async () => {
    const { files } = await epubOf(await realCourse())
    for (const [name, html] of files) {
      if (!name.endsWith('.xhtml')) continue
      const body = html.slice(html.indexOf('<body'), html.indexOf('</html>'))
      expect(() => parseMarkup(body)).not.toThrow()
      expect(html).not.toMatch(/<(script|form|input|button|iframe|details|video)\b| style="| on\w+="/)
    }
  }, 60_000)

  it('holds pictures in one size that every reading system shows, and says in words what it cannot', async () => {
    const { text, files } = await epubOf(arabic())
    expect(text('l1.xhtml')).toMatch(
      /<img src="media\/p1.webp" alt="A &quot;desk&quot; &amp; a lamp" width="1440" height="1080"\/>/,
    )
    expect([...files.keys()].filter((name) => name.includes('media/'))).toHaveLength(2)
    expect(text('l1.xhtml')).not.toMatch(/avif|srcset|loading=/)
    expect(text('l2.xhtml')).toContain('<span class="picture-in-words">A &quot;desk&quot; &amp; a lamp</span>')
  })

  it('asks the practice questions in the lesson and answers them at the end; quizzes stay out', async () => {
    const { text, files } = await epubOf(await realCourse())
    const all = [...files.values()].join('\n')
    expect(text('l1.xhtml')).toContain('To the provider, which keeps connection records for six days.')
    expect(text('l1.xhtml')).not.toContain('Six days from the event end on Tuesday')
    expect(text('answers.xhtml')).toContain('Six days from the event end on Tuesday')
    expect(all).not.toContain('Get the log lines now')
  }, 60_000)

  it('unfolds what is folded on the page, and leads to films', async () => {
    const { text } = await epubOf(arabic())
    expect(text('l1.xhtml')).toMatch(/<div class="unfolded"><p class="unfolded__title">وصف طويل<\/p>/)
    expect(text('l1.xhtml')).toContain('href="https://learn.example.org/courses/ar/lessons/lesson-1">See the film')
    expect(text('l1.xhtml')).toContain('alt="A call at night"')
  })

  it('keeps the anchors inside a diagram together', async () => {
    const { text } = await epubOf(arabic())
    for (const [file, anchor] of [
      ['l1.xhtml', 'l1'],
      ['l2.xhtml', 'l2'],
    ] as const) {
      expect(text(file)).toContain(`marker-end="url(#${anchor}-d-arrow)"`)
      expect(text(file)).toContain(`#${anchor}-d-line {`)
    }
  })

  it.skipIf(!hasJava)(
    'of a course with everything, right to left, is valid: no error and no warning',
    async () => {
      expect(epubProblems((await epubOf(arabic())).bytes)).toEqual([])
    },
    120_000,
  )

  it.skipIf(!hasJava)(
    'of one lesson is valid: no error and no warning',
    async () => {
      expect(epubProblems((await epubOf(arabic(), 'ar-lesson-1')).bytes)).toEqual([])
    },
    120_000,
  )

  it.skipIf(!hasJava)(
    'of the course of this repository is valid: no error and no warning',
    async () => {
      expect(epubProblems((await epubOf(await realCourse())).bytes)).toEqual([])
    },
    120_000,
  )
})
