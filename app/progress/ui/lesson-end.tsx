import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PreviousNext } from '#app/ui/steps-nav.tsx'

type Neighbour = { href: string; title: string }

type LessonEndProps = {
  /** The lesson's own address. */
  href: string
  courseSlug: string
  /** Null when it is not marked as read. */
  readAt: number | null
  previous: Neighbour | null
  next: Neighbour | null
}

/** What follows a lesson's text: to mark it as read, and the ways on. */
export function LessonEnd({ href, courseSlug, readAt, previous, next }: LessonEndProps) {
  const { t, date } = useTranslator()
  const course = { href: `/courses/${courseSlug}`, title: t('learn.lesson.backToCourse') }
  return (
    <>
      {readAt === null ? (
        // With an address of its own: a form without one keeps the fragment, and the next lesson would open in its middle.
        <Form action={href}>
          <Button name="intent" value="read">
            {t(next ? 'learn.lesson.read' : 'learn.lesson.readLast')}
          </Button>
        </Form>
      ) : (
        <p>
          <strong>{t('learn.lesson.alreadyRead', { date: date(readAt) })}</strong>
        </p>
      )}
      <ButtonRow>
        <ButtonLink href={`${href}/print`} variant="secondary">
          {t('takeaway.print.link')}
        </ButtonLink>
      </ButtonRow>
      <PreviousNext previous={previous ?? undefined} next={next ?? course} />
    </>
  )
}
