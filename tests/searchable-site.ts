import { eq } from 'drizzle-orm'
import type { DocumentSection } from '#app/content/document.ts'
import type { Hit } from '#app/content/search/hit.ts'
import type { HitKind } from '#app/content/search/passage.ts'
import { rebuildSearch } from '#app/content/search/rebuild-search.server.ts'
import { search, type SearchAnswer } from '#app/content/search/search-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { courseRevision } from '#db/schema/content.ts'
import { officialArticle, officialEdition, officialParagraph } from '#db/schema/convention.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'

const member: Viewer = { accountId: 'a', username: 'a', displayName: 'A', locale: null, grants: [] }

type Ask = { kind?: HitKind; courseSlug?: string; article?: number; page?: number; viewer?: Viewer | null }

/** Searches as a member, or as `viewer`. */
export const ask = (
  text: string,
  { kind, courseSlug, article, page = 1, viewer = member }: Ask = {},
): Promise<SearchAnswer> =>
  search({ text, kind: kind ?? null, courseSlug: courseSlug ?? null, article: article ?? null, page, viewer })

export async function find(text: string, how: Ask = {}): Promise<readonly Hit[]> {
  const answer = await ask(text, how)
  return answer.status === 'found' ? answer.hits : []
}
export const textOf = (runs: Hit['title']) => runs.map(({ text }) => text).join('')
/** Results by title and heading, or by their article. */
export const names = (hits: readonly Hit[]) =>
  hits.map(({ title, heading, article }) =>
    article ? `article ${article}` : [textOf(title), textOf(heading)].filter(Boolean).join(' > '),
  )
export const found = async (text: string, how: Ask = {}) => names(await find(text, how))

async function course(
  language: string,
  title: string,
  lessons: Record<string, readonly DocumentSection[]>,
): Promise<void> {
  const drafts = Object.entries(lessons).map(([name, sections], index) => ({
    kind: 'lesson' as const,
    id: `${language}-l${index}`,
    slug: `l${index}`,
    title: name,
    summary: '',
    sections,
    questions: [],
  }))
  await insertPublishedCourse({
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
}
export const section = (heading: string, text: string): DocumentSection => ({
  id: heading && `h-${heading}`,
  heading,
  text,
})

/** Courses in the six languages of the Convention, and official text in three, all of it in the index. */
export async function insertSearchableSite(): Promise<void> {
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
}
