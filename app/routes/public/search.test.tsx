import { beforeAll, describe, expect, it } from 'vitest'
import { rebuildSearch } from '#app/content/search/rebuild-search.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as articlesRoute from './articles.tsx'
import * as catalogueRoute from './catalogue.tsx'
import * as searchRoute from './search.tsx'

const browserOf = siteOf({ '/search': searchRoute, '/courses': catalogueRoute, '/convention': articlesRoute })
const stranger = browserOf(null)
let member: ReturnType<typeof browserOf>

beforeAll(async () => {
  await insertPublishedCourse({
    courseId: 'evidence',
    slug: 'evidence',
    title: 'Evidence at home',
    drafts: Array.from({ length: 12 }, (_, index) => ({
      kind: 'lesson' as const,
      id: `l${index}`,
      slug: `l${index}`,
      title: `Lesson ${index}`,
      summary: '',
      sections: [
        { id: 'h-part', heading: 'A part', text: `The quokka kept <script>alert("${index}")</script> & more.` },
      ],
    })),
  })
  await rebuildSearch()
  member = browserOf(await insertLearner())
})

describe('the page of results', () => {
  it('leads to the heading, with what was found marked and all else escaped', async () => {
    const { html, status } = await member.visit('/search?q=quokka')
    expect(status).toBe(200)
    expect(html).toContain('12 results for “quokka”')
    expect(html).toMatch(/href="\/courses\/evidence\/lessons\/l\d+#h-part"/)
    expect(html).toContain('<mark>quokka</mark> kept &lt;script&gt;alert(&quot;')
    expect(html).not.toContain('<script>')
  })

  it('has ten results and plain links to the others', async () => {
    const first = await member.visit('/search?q=quokka')
    expect(first.html.match(/<mark>/g)).toHaveLength(10)
    expect(first.html).toContain('href="/search?q=quokka&amp;page=2"')
    const second = await member.visit('/search?q=quokka&page=2')
    expect(second.html.match(/<mark>/g)).toHaveLength(2)
    expect(second.html).toContain('<ol class="hits" start="11">')
  })

  it('offers kinds, courses and articles with their counts, and keeps what is chosen', async () => {
    const { html } = await member.visit('/search?q=quokka&article=25')
    expect(html).toMatch(/href="\/search\?q=quokka&amp;kind=lesson&amp;article=25">Lessons <span>12</)
    expect(html).toContain('Evidence at home (12)')
    expect(html).toMatch(/<option value="25" selected="">Article 25 \(12\)/)
  })

  it('says when the choices leave nothing, and how to get out', async () => {
    const { html } = await member.visit('/search?q=quokka&kind=term&course=evidence')
    expect(html).toContain('Nothing of this kind')
    expect(html).toContain('href="/search?q=quokka">Show all results')
  })

  it('tells strangers that there is more, and brings them back', async () => {
    const { html } = await stranger.visit('/search?q=quokka')
    expect(html).toContain('Nothing found for “quokka”')
    expect(html).not.toContain('evidence/lessons')
    expect(html).toContain('href="/sign-in?next=%2Fsearch%3Fq%3Dquokka"')
    expect((await stranger.visit('/search?q=evidence+home')).html).toContain('href="/courses/evidence"')
    expect((await member.visit('/search?q=quokka')).html).not.toContain('/sign-in')
  })

  it('helps when nothing is found', async () => {
    const { html } = await member.visit('/search?q=quoka')
    expect(html).toMatch(/Did you mean:.*href="\/search\?q=quokka"/)
    expect(html).toContain('Use fewer words')
    expect(html).toContain('href="/courses"')
  })

  it.each([
    ['/search', 'Courses, lessons, terms and articles'],
    ['/search?q=', 'Courses, lessons, terms and articles'],
    ['/search?q=%22', 'There is no word'],
    [`/search?q=${'x'.repeat(10_000)}`, 'at most 200 characters'],
    ['/search?q=%00%ff%ed%a0%80', 'no word'],
    ['/search?q=NEAR(%22&kind[]=x&page=-1&article=abc&course=%00', 'Nothing found'],
    ['/search?q=quokka&page=999', '12 results'],
    ['/search?q=quokka&course=unknown', '12 results'],
  ])('answers %s calmly', async (path, text) => {
    const { status, html } = await member.visit(path)
    expect(status).toBe(200)
    expect(html).toContain(text)
    expect(html.length).toBeLessThan(20_000)
  })

  it('asks the database at most six times', async () => {
    const count = { queries: 0 }
    await countingQueries(count, () => member.visit('/search?q=quokka'))
    expect(count.queries).toBeLessThanOrEqual(6)
  })
})

it('has a box on the catalogue, and on the page of the Convention for its articles', async () => {
  expect((await stranger.visit('/courses')).html).toMatch(/<form action="\/search" method="get".*name="q"/)
  expect((await stranger.visit('/convention')).html).toMatch(/name="kind" value="article".*name="q"/)
})
