import { useT } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page.tsx'
import type { Book } from './book.ts'
import { BookDocument } from './book-document.tsx'

/** The page of a document: how to take it along, which is not printed, and the document itself. */
export function PrintedPage({ book, origin }: { book: Book; origin: string }) {
  const t = useT()
  const { href, title, summary, lesson, courseTitle, language } = book
  const course = href.replace(/\/lessons\/.*$/, '')
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { href: '/courses', label: t('learn.course.courses') },
          { href: course, label: courseTitle },
          ...(lesson ? [{ href, label: title }] : []),
        ]}
        title={<Authored language={language}>{title}</Authored>}
        lead={<Authored language={language}>{summary}</Authored>}
        actions={
          <>
            <ButtonLink href={`${href}/book.epub`} variant="secondary" download>
              {t('takeaway.print.epub')}
            </ButtonLink>
            {lesson && (
              <ButtonLink href={`${course}/print`} variant="quiet">
                {t('takeaway.print.wholeCourse')}
              </ButtonLink>
            )}
          </>
        }
      />
      <p className="note book__how">{t('takeaway.print.how')}</p>
      <BookDocument book={book} origin={origin} />
    </>
  )
}
