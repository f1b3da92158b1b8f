import { describe, expect, it } from 'vitest'
import { write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { termRevision } from '#db/schema/content.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as termsRoute from './terms.tsx'

const { visit } = siteOf({ '/convention/terms': termsRoute })(null)

/** A published course whose edition has one term. */
async function courseWithTerm(term: Partial<typeof termRevision.$inferInsert> = {}) {
  const { outline } = await insertPublishedCourse()
  const values = {
    termId: 'traffic-data',
    term: 'traffic data',
    definition: 'How it travelled.',
    article: 2,
    paragraph: 'c',
  }
  await write((tx) => tx.insert(termRevision).values({ courseRevisionId: outline.revisionId, ...values, ...term }))
  return outline
}

describe('the page of all terms', () => {
  it('says that there are none, and what article 2 defines', async () => {
    const { status, html } = await visit('/convention/terms')
    expect(status).toBe(200)
    expect(html).toContain('No course explains a term yet.')
    expect(html).toContain('significant and imminent risk')
    expect(html).toContain('A summary in this site’s own words, not the official text.')
  })

  it('shows each term once with where the Convention defines it; courses that differ are both named', async () => {
    const first = await courseWithTerm()
    await courseWithTerm()
    const other = await courseWithTerm({ definition: 'The way it took.' })
    await courseWithTerm({ termId: 'zone', term: 'zone', definition: '<b>A zone</b>', article: null, paragraph: null })
    const { html } = await visit('/convention/terms')
    expect(html.match(/id="term-traffic-data"/g)).toHaveLength(1)
    expect(html).toContain('<a href="/convention/2">Defined in article\u00a02\u00a0(c).</a>')
    expect(html).toContain('How it travelled.')
    expect(html).toContain('The way it took.')
    expect(html).toContain(`In the course ${other.title}`)
    expect(html).toContain(`In the courses ${first.title} · `)
    expect(html).toContain('&lt;b&gt;A zone&lt;/b&gt;')
    expect(html.indexOf('traffic data')).toBeLessThan(html.indexOf('>zone<'))
  })

  it('asks the database little, whatever the number of courses', async () => {
    await visit('/convention/terms')
    await courseWithTerm()
    const count = { queries: 0 }
    await countingQueries(count, () => visit('/convention/terms'))
    expect(count.queries).toBeLessThanOrEqual(2)
  })
})
