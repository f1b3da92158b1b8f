import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { courseRevision, termRevision } from '#db/schema/content.ts'
import { officialArticle, officialEdition, officialParagraph } from '#db/schema/convention.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import type { DocumentSection } from '../document.ts'
import type { Hit } from './hit.ts'
import { indexArticles } from './index-articles.server.ts'
import { indexCourse, readSections } from './index-course.server.ts'
import type { HitKind } from './passage.ts'
import { rebuildSearch, refreshSearch } from './rebuild-search.server.ts'
import { search, type SearchAnswer } from './search-queries.server.ts'

const member: Viewer = { accountId: 'a', username: 'a', displayName: 'A', locale: null, grants: [] }

type Ask = { kind?: HitKind; courseSlug?: string; article?: number; page?: number; viewer?: Viewer | null }

const ask = (text: string, { kind, courseSlug, article, page = 1, viewer = member }: Ask = {}): Promise<SearchAnswer> =>
  search({ text, kind: kind ?? null, courseSlug: courseSlug ?? null, article: article ?? null, page, viewer })

async function find(text: string, how: Ask = {}): Promise<readonly Hit[]> {
  const answer = await ask(text, how)
  return answer.status === 'found' ? answer.hits : []
}
const textOf = (runs: Hit['title']) => runs.map(({ text }) => text).join('')
const names = (hits: readonly Hit[]) =>
  hits.map(({ title, heading, article }) =>
    article ? `article ${article}` : [textOf(title), textOf(heading)].filter(Boolean).join(' > '),
  )
const found = async (text: string, how: Ask = {}) => names(await find(text, how))

async function course(
  language: string,
  title: string,
  lessons: Record<string, readonly DocumentSection[]>,
): Promise<PublishedCourse> {
  const drafts = Object.entries(lessons).map(([name, sections], index) => ({
    kind: 'lesson' as const,
    id: `${language}-l${index}`,
    slug: `l${index}`,
    title: name,
    summary: '',
    sections,
    questions: [],
  }))
  const made = await insertPublishedCourse({
    courseId: language,
    slug: `course-${language}`,
    title,
    drafts,
    articles: [],
  })
  await write((tx) =>
    tx
      .update(courseRevision)
      .set({ language, summary: '', audience: '', objectives: '[]' })
      .where(eq(courseRevision.courseId, language)),
  )
  return made
}
const section = (heading: string, text: string): DocumentSection => ({ id: heading && `h-${heading}`, heading, text })

beforeAll(async () => {
  await course('en', 'Evidence at home', {
    'What vanishes first': [
      section('', 'Data are lost in hours. Begin with what is short-lived.'),
      section('Volatile data', 'Memory is gone when the power is. The hypervisor may help.'),
      section('A preservation order', 'Provider keeps what it has for ninety days. It hands nothing over.'),
    ],
    'Preservation at home': [
      section('Who signs', 'A prosecutor signs the order, and the provider keeps traffic data.'),
      section('Markup', 'The page held <script>alert("unsafe")</script> & more.'),
    ],
    'Traffic data': [section('Following it', 'Several providers carry one message. Preservation is urgent.')],
  })
  await course('fr', 'La preuve électronique', {
    'L’entraide judiciaire': [
      section(
        'Les délais',
        'La conservation rapide des données stockées évite leur perte. Les autorités concernées agissent.',
      ),
      section('Le cœur', 'Une œuvre protégée.'),
    ],
  })
  await course('es', 'Prueba electrónica', {
    'Cooperación internacional': [
      section('Señales', 'Las autoridades podrán requerir la conservación de datos. El pingüino.'),
    ],
  })
  await course('ru', 'Электронные доказательства', {
    'Взаимная правовая помощь': [
      section('Сроки', 'Сбор электронных доказательств ещё возможен. Ребёнок — потерпевший.'),
    ],
  })
  await course('ar', 'الأدلة الإلكترونية', {
    'التعاون الدولي': [
      section('حفظ البيانات', 'تُحفظ الأدلّة والمعلومات بالسرعة الممكنة وفقاً للقانون. هيئة مسؤولة. خلال ٩٠ يوما'),
    ],
  })
  await course('zh', '电子证据', {
    快速保全: [section('期限', '网络犯罪的电子证据应当在90天内快速保全。缔约国可以延长。')],
  })
  await write(async (tx) => {
    const imported = { source: 'test', articles: 2, report: '{}', importedAt: 1 }
    const texts = [
      [
        'fr',
        25,
        'Conservation accélérée de données électroniques stockées',
        'Chaque État Partie adopte les mesures nécessaires.',
      ],
      ['ar', 25, 'التعجيل بحفظ البيانات الإلكترونية المخزنة', 'تعتمد كل دولة طرف ما قد يلزم من تدابير تشريعية'],
      ['zh', 25, '快速保全存储的电子数据', '各缔约国均应采取必要的立法措施'],
      ['fr', 40, 'Principes généraux', 'Les États Parties s’accordent l’entraide judiciaire la plus large.'],
    ] as const
    for (const language of ['fr', 'ar', 'zh']) await tx.insert(officialEdition).values({ language, ...imported })
    for (const [language, article, title, text] of texts) {
      await tx.insert(officialArticle).values({ language, article, title, chapter: 4 })
      await tx
        .insert(officialParagraph)
        .values({ language, article, position: 0, paragraph: 1, label: '1.', depth: 0, text })
    }
  })
  await rebuildSearch()
})

describe('what is looked for is found, however it is written', () => {
  test.each([
    // English
    ['hypervisor', 'What vanishes first > Volatile data'],
    ['HYPERVISOR memory', 'What vanishes first > Volatile data'],
    ['hyperv', 'What vanishes first > Volatile data'],
    ['short-lived', 'What vanishes first'],
    ['ninety days', 'What vanishes first > A preservation order'],
    ['vanishes ninety', 'What vanishes first > A preservation order'],
    ['the prosecutors', 'Preservation at home > Who signs'],
    // French
    ['donnees stockees', 'L’entraide judiciaire > Les délais'],
    ['DONNÉES STOCKÉES concernées', 'L’entraide judiciaire > Les délais'],
    ['coeur', 'L’entraide judiciaire > Le cœur'],
    ['oeuvre', 'L’entraide judiciaire > Le cœur'],
    ['d’entraide délais', 'L’entraide judiciaire > Les délais'],
    // Spanish
    ['senales', 'Cooperación internacional > Señales'],
    ['pinguino', 'Cooperación internacional > Señales'],
    ['autoridad conservacion requerir', 'Cooperación internacional > Señales'],
    // Russian
    ['еще', 'Взаимная правовая помощь > Сроки'],
    ['ребенок', 'Взаимная правовая помощь > Сроки'],
    ['сбор доказательства', 'Взаимная правовая помощь > Сроки'],
    ['взаимн', 'Взаимная правовая помощь'],
    // Arabic
    ['الأدلة المعلومات', 'التعاون الدولي > حفظ البيانات'],
    ['الادله', 'التعاون الدولي > حفظ البيانات'],
    ['معلومات', 'التعاون الدولي > حفظ البيانات'],
    ['سرعة', 'التعاون الدولي > حفظ البيانات'],
    ['قانون', 'التعاون الدولي > حفظ البيانات'],
    ['هيئه مسوولة', 'التعاون الدولي > حفظ البيانات'],
    ['الأدلّـــة بالسرعة', 'التعاون الدولي > حفظ البيانات'],
    ['يوما 90', 'التعاون الدولي > حفظ البيانات'],
    ['دولي', 'التعاون الدولي'],
    // Chinese
    ['网络', '快速保全 > 期限'],
    ['犯罪', '快速保全 > 期限'],
    ['网络犯罪', '快速保全 > 期限'],
    ['网', '快速保全 > 期限'],
    ['90天', '快速保全 > 期限'],
    ['证据 网络', '快速保全 > 期限'],
  ])('%j finds %j', async (text, name) => {
    // Its course may be found by its title too.
    expect(await found(text, { kind: 'lesson' })).toEqual([name])
  })

  test.each([
    ['25', 25],
    ['article 25', 25],
    ['art. 25', 25],
    ['art. 41', 41],
    ['artículo 54', 54],
    ['статья 42', 42],
    ['المادة 25', 25],
    ['المادة ٢٥', 25],
    ['第25条', 25],
    ['第二十五条', 25],
    ['conservation accélérée de données', 25],
    ['entraide judiciaire la plus large', 40],
    ['التعجيل بحفظ', 25],
    ['快速保全存储', 25],
    ['article 25 preservation', 25],
    ['24/7 network', 41],
  ])('%j puts article %i first', async (text, article) => {
    const [first] = await find(text)
    expect(first).toMatchObject({ kind: 'article', article })
    expect(first?.href).toMatch(new RegExp(`^/convention/${article}(\\?text=(fr|ar|zh))?$`))
  })

  test('an article is one result, in the language in which it was found', async () => {
    const [first, ...others] = await find('快速保全存储', { kind: 'article' })
    expect(first).toMatchObject({ language: 'zh', isOfficial: true, href: '/convention/25?text=zh' })
    expect(others).toEqual([])
    expect((await find('25', { kind: 'article', article: 25 }))[0]).toMatchObject({ article: 25 })
  })
})

describe('the best comes first', () => {
  test('a title counts more than a heading, and a heading more than text', async () => {
    expect(await found('preservation', { kind: 'lesson' })).toEqual([
      'Preservation at home',
      'What vanishes first > A preservation order',
      'Traffic data > Following it',
    ])
  })

  test('a hit leads to its heading, and names further sections of the lesson', async () => {
    const [hit] = await find('provider keeps', { kind: 'lesson', courseSlug: 'course-en' })
    expect(hit?.href).toMatch(/^\/courses\/course-en\/lessons\/l[01]#h-/)
    const [both] = await find('data', { kind: 'lesson', courseSlug: 'course-en' })
    expect(both?.title).toEqual([
      { text: 'Traffic ', isMarked: false },
      { text: 'data', isMarked: true },
    ])
    expect(both?.href).toBe('/courses/course-en/lessons/l2')
    const vanishes = (await find('data', { kind: 'lesson' })).find(({ title }) => textOf(title).startsWith('What'))
    expect(vanishes?.also.map(({ heading }) => heading)).not.toContain('A preservation order')
  })

  test('when nothing has all the words, what has some of them is found, and said so', async () => {
    const answer = await ask('hypervisor prosecutor')
    expect(answer).toMatchObject({ status: 'found', hasAllWords: false })
    expect(await ask('hypervisor memory')).toMatchObject({ status: 'found', hasAllWords: true })
  })
})

describe('markup in a text', () => {
  test('is plain text, marked like any other', async () => {
    const [hit] = await find('unsafe')
    expect(hit?.passage).toEqual([
      { text: 'The page held <script>alert("', isMarked: false },
      { text: 'unsafe', isMarked: true },
      { text: '")</script> & more.', isMarked: false },
    ])
  })
})

describe('a mistyped word', () => {
  test.each([
    ['hypervisr', 'hypervisor'],
    ['hipervizor', 'hypervisor'],
    ['prosecutro signs', 'prosecutor signs'],
    ['the prosecutro, signs', 'the prosecutor, signs'],
    ['electroniqe', 'électronique'],
    ['пртерпевший', 'потерпевший'],
    ['المعلوماتت', 'والمعلومات'],
  ])('%j is met with %j', async (text, suggestion) => {
    const answer = await ask(text)
    expect(answer).toMatchObject({ suggestion })
  })

  test('is only met with what this person may see', async () => {
    expect(await ask('hypervisr', { viewer: null })).toEqual({ status: 'nothing', suggestion: null })
  })

  test('of which nothing is near is met with nothing', async () => {
    expect(await ask('qqqqzzzz')).toEqual({ status: 'nothing', suggestion: null })
    expect(await ask('網絡')).toEqual({ status: 'nothing', suggestion: null })
  })
})

describe('who may find what', () => {
  test('strangers find courses, articles and terms, but no lessons', async () => {
    expect(await found('hypervisor', { viewer: null })).toEqual([])
    expect(await found('vanishes', { viewer: null })).toEqual([])
    expect(await found('evidence home', { viewer: null })).toEqual(['Evidence at home'])
    const answer = await ask('data', { viewer: null })
    if (answer.status !== 'found') throw new Error(answer.status)
    expect(answer.counts.kinds.map(({ kind }) => kind)).not.toContain('lesson')
  })
})

const secretQuestion = buildQuestion({
  id: 'secret-q',
  stemHtml: '<p>Zebrastem?</p>',
  options: [
    { html: '<p>Zebraoption</p>', correct: true, feedbackHtml: '<p>Zebrafeedback</p>' },
    { html: '<p>Other</p>', correct: false, feedbackHtml: '<p>Zebrawrong</p>' },
  ],
  explanationHtml: '<p>Zebraexplanation</p>',
})

describe('a course', () => {
  test('is found by its current edition alone, and what it retired vanishes', async () => {
    const lesson = (number: number, word: string) => ({
      kind: 'lesson' as const,
      id: `retire-${number}`,
      slug: `r${number}`,
      title: `Chapter ${number} ${word}`,
      sections: [section('Part', `Text with ${word}body.`)],
      questions: [secretQuestion],
    })
    const quiz = {
      kind: 'quiz' as const,
      id: 'retire-quiz',
      slug: 'rq',
      title: 'Zebraquiz',
      summary: 'Zebrasummary',
      questions: [secretQuestion],
    }
    const index = async ({ courseId, outline }: PublishedCourse) => {
      const sections = await readSections(outline.activities.map(({ documentHash }) => documentHash))
      await write((tx) => indexCourse({ courseId, sections }, tx))
    }
    const made = await insertPublishedCourse({
      courseId: 'retire',
      slug: 'retire',
      title: 'Retiring',
      drafts: [lesson(1, 'okapi'), quiz],
    })
    await index(made)
    expect(await found('okapibody')).toEqual(['Chapter 1 okapi > Part'])
    expect(await found('zebraquiz')).toEqual(['Zebraquiz'])
    for (const secret of ['zebraoption', 'zebrafeedback', 'zebrawrong', 'zebraexplanation', 'zebrasummary'])
      expect(await ask(secret)).toMatchObject({ status: 'nothing' })

    await index(await publishNextRevision(made, () => [lesson(2, 'tapir')]))
    expect(await found('okapi')).toEqual([])
    expect(await found('zebraquiz')).toEqual([])
    expect(await found('tapirbody')).toEqual(['Chapter 2 tapir > Part'])
    await rebuildSearch()
    expect(await found('okapi')).toEqual([])
    expect(await found('tapirbody')).toEqual(['Chapter 2 tapir > Part'])
  })

  test('brings its glossary', async () => {
    const made = await insertPublishedCourse({ courseId: 'terms', slug: 'terms', title: 'Terms' })
    await write(async (tx) => {
      const term = { term: 'Subscriber information', definition: 'What a quokkaprovider holds of a customer.' }
      await tx
        .insert(termRevision)
        .values({ courseRevisionId: made.outline.revisionId, termId: 't', ...term, article: 2, paragraph: 'b' })
      await indexCourse({ courseId: 'terms', sections: new Map() }, tx)
    })
    const [hit] = await find('quokkaprovider', { viewer: null })
    expect(hit).toMatchObject({ kind: 'term', href: '/convention/terms#term-t', course: { title: 'Terms' } })
    expect(await found('quokkaprovider', { article: 2 })).toEqual(['Subscriber information'])
    expect((await ask('quokkaprovider', { article: 3 })) as object).toMatchObject({ status: 'found', total: 0 })
  })
})

describe('the index', () => {
  test('is made anew when it was made otherwise, and takes in articles that were imported elsewhere', async () => {
    expect(await refreshSearch()).toEqual({ rebuilt: false })
    await write((tx) => tx.update(officialEdition).set({ importedAt: 2 }).where(eq(officialEdition.language, 'fr')))
    expect(await refreshSearch()).toEqual({ rebuilt: true })
    expect(await refreshSearch()).toEqual({ rebuilt: false })
    await write(async (tx) => {
      await tx.delete(officialEdition).where(eq(officialEdition.language, 'zh'))
      await indexArticles(tx)
    })
    expect(await found('快速保全存储', { kind: 'article' })).toEqual([])
    expect(await found('التعجيل بحفظ', { kind: 'article' })).toEqual(['article 25'])
  })
})

describe('a page of results', () => {
  test('holds ten, and the nearest page that exists is given', async () => {
    const first = await ask('article')
    const last = await ask('article', { page: 99 })
    if (first.status !== 'found' || last.status !== 'found') throw new Error('Nothing found')
    expect(first.hits).toHaveLength(10)
    expect(first.total).toBeGreaterThanOrEqual(68)
    expect(last.page).toBe(first.pages)
    const seen = new Set(names(first.hits))
    for (const name of await found('article', { page: 2 })) expect(seen).not.toContain(name)
  })

  test('counts what each filter would leave', async () => {
    const all = await ask('preservation')
    if (all.status !== 'found') throw new Error(all.status)
    for (const { kind, count } of all.counts.kinds)
      expect([kind, await ask('preservation', { kind })]).toMatchObject([kind, { total: count }])
    for (const { slug, count } of all.counts.courses)
      expect([slug, await ask('preservation', { courseSlug: slug })]).toMatchObject([slug, { total: count }])
    for (const { article, count } of all.counts.articles)
      expect([article, await ask('preservation', { article })]).toMatchObject([article, { total: count }])
  })

  test.each(['preservation', 'article 25', 'prosecutro', 'prosecutro hypervisor', 'qqqqzzzz', ''])(
    'of %j asks the database at most seven times',
    async (text) => {
      const count = { queries: 0 }
      await countingQueries(count, () => ask(text))
      expect(count.queries).toBeLessThanOrEqual(7)
    },
  )
})

describe('whatever is typed is answered', () => {
  const hostile = [
    '"',
    '""',
    '"""',
    '*',
    '**',
    'a*',
    '*a',
    '-a',
    '+a',
    '^a',
    '(',
    ')',
    '((',
    'a)',
    'a OR',
    'OR',
    'AND',
    'NOT',
    'NOT a',
    'a AND NOT b',
    'NEAR',
    'NEAR(',
    'NEAR(a b)',
    'NEAR(a b, 10)',
    'title:',
    'title:a',
    '{title heading}: a',
    'keys:25',
    'keys : "§25"',
    '§25',
    "'",
    "''",
    "a'b",
    '; DROP TABLE search_entry',
    '--',
    '/*',
    '\\',
    '%',
    '_',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00a',
    'a\ud800',
    '👩‍💻',
    '👩‍💻 a',
    '\u202e\u200f',
    '\u0301',
    'ـ',
    'ﷺ',
    '﷽',
    '½',
    '①',
    '𝔘𝔫𝔦',
    'İ',
    'ß',
    'constructor',
    '__proto__',
    'toString',
    '<script>alert(1)</script>',
    '&lt;',
    'rank',
    'search_index',
    'ك',
    'ال',
    '的',
    '網',
    '第',
    '第条',
    '第十条',
    'article',
    'art.',
    '0',
    '00',
    '-1',
    '1e9',
    '99999999999999999999',
    'a'.repeat(200),
    'a '.repeat(100),
    '"a" '.repeat(50),
    '( '.repeat(100),
    '网'.repeat(200),
    'x'.repeat(10_000),
  ]
  test.each(hostile)('%j', async (text) => {
    const { status } = await ask(text)
    expect(['empty', 'too-long', 'no-words', 'nothing', 'found']).toContain(status)
  })
})
