import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { account } from '#db/schema/identity.ts'
import { learningEvent, reflectionNote } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { sampleDrafts } from '#db/seed/course-drafts.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { newId } from '#db/ids.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as notesFileRoute from '../resources/notes-file.ts'
import * as lessonRoute from './lesson.tsx'
import * as notesRoute from './notes.tsx'

const browserOf = siteOf({
  '/courses/:course/lessons/:lesson': lessonRoute,
  '/learn/notes': notesRoute,
  '/learn/notes.txt': notesFileRoute,
})

let course: PublishedCourse
let rf = ''
const prompt = '<p>Who signs an order <em>at night</em>? See <a href="/convention/25">article 25</a>.</p>'

beforeEach(async () => {
  const courseId = `course-${newId()}`
  rf = `rf-${newId()}`
  const drafts = sampleDrafts(courseId).map((draft) =>
    draft.id.endsWith('lesson-1') ? { ...draft, reflections: [{ id: rf, promptHtml: prompt }] } : draft,
  )
  course = await insertPublishedCourse({ courseId, drafts })
})

const lessonPath = () => `/courses/${course.outline.slug}/lessons/lesson-1`
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const noteForm = (note: string, seen = 0, more = {}) =>
  form({ intent: 'note', reflection: rf, seen: String(seen), note, ...more })

async function trainee() {
  const accountId = await insertLearner()
  const kept = () => reader.select().from(reflectionNote).where(eq(reflectionNote.accountId, accountId)).get()
  return { accountId, kept, ...browserOf(accountId) }
}

describe('a note in a lesson', () => {
  it('is asked for with its question, saved, and found again in its place', async () => {
    const { visit, post, kept } = await trainee()
    const { html } = await visit(lessonPath())
    expect(html).toContain('Who signs an order <em>at night</em>?')
    expect(html).toContain('Only you can see this.')
    expect(html).not.toContain('Saved on')
    expect(await post(lessonPath(), noteForm('The duty\r\nprosecutor'))).toMatchObject({
      status: 302,
      location: `${lessonPath()}#${rf}`,
    })
    const again = await visit(lessonPath())
    expect(again.html).toContain('>The duty\nprosecutor</textarea>')
    expect(again.html).toContain('Saved on')
    expect(await kept()).toMatchObject({ note: 'The duty\nprosecutor', prompt, activityId: course.lessons[0]?.id })
  })

  it.each([
    ['markup', '</textarea><script>alert(1)</script>', '&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['NUL and other control signs', 'a\u0000b\u0007c\u0085d', 'abcd'],
    ['emoji and signs of direction', '👩🏽‍⚖️ \u202eabc\u202c مذكرة', '👩🏽‍⚖️ \u202eabc\u202c مذكرة'],
    ['what looks like an entity', '&amp; &#0;', '&amp;amp; &amp;#0;'],
  ])('with %s is shown as it was written', async (_what, written, shown) => {
    const { visit, post } = await trainee()
    await post(lessonPath(), noteForm(written))
    for (const path of [lessonPath(), '/learn/notes', '/learn/notes?change=x']) {
      expect((await visit(path)).html).toContain(shown)
    }
  })

  it.each([
    [4000, 302],
    [4001, 422],
    [200_000, 422],
  ])('of %i signs is answered with %i, and what was typed stays', async (length, status) => {
    const { post, kept } = await trainee()
    const note = '👮'.repeat(length)
    const answer = await post(lessonPath(), noteForm(note))
    expect(answer.status).toBe(status)
    if (status === 302) return
    expect(answer.html).toContain('Shorten it to 4,000 characters')
    expect(answer.html).toContain(note)
    expect(answer.html).toMatch(/aria-invalid="true"/)
    expect(await kept()).toBeUndefined()
  })

  it('is never overwritten by an older page; both are shown, and the person decides', async () => {
    const { visit, post, kept } = await trainee()
    await post(lessonPath(), noteForm('First'))
    const first = (await kept())?.updatedAt ?? 0
    await post(lessonPath(), noteForm('Second, on the phone', first))
    const late = await post(lessonPath(), noteForm('Third, on an old page', first))
    expect(late.status).toBe(422)
    for (const text of ['Second, on the phone', 'Third, on an old page', 'changed in another window']) {
      expect(late.html).toContain(text)
    }
    expect((await kept())?.note).toBe('Second, on the phone')
    const seen = Number(/name="seen" value="(\d+)"/.exec(late.html)?.[1])
    await post(lessonPath(), noteForm('Third, on an old page', seen))
    expect((await kept())?.note).toBe('Third, on an old page')
    expect((await visit(lessonPath())).html).not.toContain('Second')
  })

  it('that was deleted elsewhere is not lost when it is saved from an older page', async () => {
    const { post, kept } = await trainee()
    const late = await post(lessonPath(), noteForm('Mine', 5))
    expect(late.status).toBe(422)
    expect(late.html).toContain('The note was deleted there')
    expect(late.html).toContain('name="seen" value="0"')
    expect(await kept()).toBeUndefined()
  })

  it('saved twice without a change is no conflict', async () => {
    const { post } = await trainee()
    await post(lessonPath(), noteForm('Same'))
    expect((await post(lessonPath(), noteForm('Same'))).status).toBe(302)
  })

  it('is deleted when it is emptied; nothing is kept of an empty one', async () => {
    const { post, kept } = await trainee()
    const empty = await post(lessonPath(), noteForm('  \n '))
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('Write something first')
    await post(lessonPath(), noteForm('Text'))
    expect((await post(lessonPath(), noteForm('', (await kept())?.updatedAt))).status).toBe(302)
    expect(await kept()).toBeUndefined()
  })

  it('is kept even when the author took the question or the lesson away meanwhile', async () => {
    const { visit, post, kept } = await trainee()
    await publishNextRevision(course, (drafts) => drafts.slice(1))
    const { location } = await post(lessonPath(), noteForm('Just in time'))
    expect(location).toBe(`/learn/notes#${rf}`)
    expect(await kept()).toMatchObject({ note: 'Just in time', prompt })
    const { html } = await visit('/learn/notes')
    expect(html).toContain('The course no longer asks this question')
    expect(html).not.toContain(`href="${lessonPath()}`)
    expect(
      (await post('/learn/notes', noteForm('Changed', (await kept())?.updatedAt, { course: course.courseId }))).status,
    ).toBe(302)
    expect(await kept()).toMatchObject({ note: 'Changed', prompt })
  })

  it.each([
    ['a reflection that the course does not have', { reflection: 'rf-other' }, 404],
    ['no reflection', { reflection: '' }, 400],
    ['a time that is none', { seen: 'yesterday' }, 400],
  ])('of %s is refused', async (_what, fields, status) => {
    const { post } = await trainee()
    expect((await post(lessonPath(), noteForm('Text', 0, fields))).status).toBe(status)
  })

  it('costs one query, and none in a lesson that asks for no note', async () => {
    const { visit } = await trainee()
    const other = `/courses/${course.outline.slug}/lessons/lesson-2`
    const queriesOf = async (path: string) => {
      await visit(path)
      const count = { queries: 0 }
      await countingQueries(count, () => visit(path))
      return count.queries
    }
    expect(await queriesOf(lessonPath())).toBe((await queriesOf(other)) + 1)
  })

  it('is seen by nobody else and leaves no event', async () => {
    const { accountId, visit, post } = await trainee()
    await visit(lessonPath())
    await post(lessonPath(), noteForm('Secret thought'))
    const other = await trainee()
    for (const path of [lessonPath(), '/learn/notes', '/learn/notes.txt']) {
      expect((await other.visit(path)).html).not.toContain('Secret thought')
    }
    const events = await reader.select().from(learningEvent).where(eq(learningEvent.accountId, accountId))
    expect(events.length).toBeGreaterThan(0)
    expect(JSON.stringify(events)).not.toContain('Secret')
  })

  it('goes with the account', async () => {
    const { accountId, post, kept } = await trainee()
    await post(lessonPath(), noteForm('Text'))
    await write((tx) => tx.delete(account).where(eq(account.id, accountId)))
    expect(await kept()).toBeUndefined()
  })
})

describe('the page of all notes', () => {
  it('says where notes come from when there are none', async () => {
    const { visit } = await trainee()
    expect((await visit('/learn/notes')).html).toContain('You have not written a note yet')
  })

  it('shows each with its question and lesson, and follows a reflection into another lesson', async () => {
    const { visit, post } = await trainee()
    await post(lessonPath(), noteForm('My thought'))
    const { html } = await visit('/learn/notes')
    for (const text of ['Preserving evidence', 'Lesson 1', 'at night', 'My thought']) expect(html).toContain(text)
    expect(html).toContain(`href="${lessonPath()}#${rf}"`)
    await publishNextRevision(course, (drafts) =>
      drafts.map((draft) =>
        draft.id.endsWith('lesson-1')
          ? { ...draft, reflections: [] }
          : draft.id.endsWith('lesson-3')
            ? { ...draft, reflections: [{ id: rf, promptHtml: '<p>Asked anew</p>' }] }
            : draft,
      ),
    )
    const moved = (await visit('/learn/notes')).html
    expect(moved).toContain(`/lessons/lesson-3#${rf}"`)
    expect(moved).toContain('at night')
  })

  it('changes a note, with the same care for a newer one, and keeps its question', async () => {
    const { visit, post, kept } = await trainee()
    await post(lessonPath(), noteForm('One'))
    const seen = (await kept())?.updatedAt ?? 0
    expect((await visit(`/learn/notes?change=${rf}`)).html).toContain('>One</textarea>')
    const more = { course: course.courseId }
    expect((await post('/learn/notes', noteForm('Two', seen, more))).location).toBe(`/learn/notes#${rf}`)
    const late = await post('/learn/notes', noteForm('Three', seen, more))
    expect(late.status).toBe(422)
    expect(late.html).toContain('Three</textarea>')
    expect(late.html).toContain('Two')
    const long = await post('/learn/notes', noteForm('x'.repeat(4001), seen, more))
    expect(long.html).toContain('Shorten it')
    expect((await kept())?.note).toBe('Two')
  })

  it('keeps what was typed when the note was deleted meanwhile', async () => {
    const { post } = await trainee()
    const late = await post('/learn/notes', noteForm('Typed here', 7, { course: course.courseId }))
    expect(late.status).toBe(422)
    expect(late.html).toContain('Typed here</textarea>')
  })

  it('deletes one after asking, but not one that was changed since', async () => {
    const { visit, post, kept } = await trainee()
    await post(lessonPath(), noteForm('One'))
    expect((await visit(`/learn/notes?delete=${rf}`)).html).toContain('Delete this note?')
    const seen = (await kept())?.updatedAt ?? 0
    const sent = (at: number) => form({ intent: 'delete', reflection: rf, seen: String(at) })
    await post('/learn/notes', sent(seen - 1))
    expect((await kept())?.note).toBe('One')
    const other = await trainee()
    await other.post('/learn/notes', sent(seen))
    expect((await kept())?.note).toBe('One')
    expect((await post('/learn/notes', sent(seen))).location).toBe('/learn/notes')
    expect(await kept()).toBeUndefined()
  })

  it('is handed out as a text file', async () => {
    const { visit, post } = await trainee()
    await post(lessonPath(), noteForm('Line 1\nLine <2>'))
    const { html: text } = await visit('/learn/notes.txt')
    expect(text).toContain('Who signs an order at night? See article 25.')
    expect(text).toContain('Line 1\nLine <2>')
  })

  it('asks the database two things, however many notes there are', async () => {
    const { visit, post } = await trainee()
    await post(lessonPath(), noteForm('One'))
    const count = { queries: 0 }
    await countingQueries(count, () => visit('/learn/notes'))
    expect(count.queries).toBeLessThanOrEqual(2)
  })

  it('is for those signed in', async () => {
    expect((await browserOf(null).visit('/learn/notes')).location).toContain('/sign-in')
  })
})
