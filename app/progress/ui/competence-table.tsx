import { articleHref } from '#app/convention/article-reference.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { Section, Tag, type TagTone } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { ArticleStanding } from '../competence/competence-queries.server.ts'
import { ANSWER_WEIGHT, DEVELOPING, HALF_LIFE_DAYS, type Level, SECURE } from '../competence/competence.ts'

const tones: Record<Level, TagTone> = {
  none: 'neutral',
  beginning: 'neutral',
  developing: 'info',
  refresh: 'warning',
  secure: 'success',
}

/** A person's standing by article, with the rule by which it is told. */
export function CompetenceTable({ rows }: { rows: ArticleStanding[] }) {
  const { t, date } = useTranslator()
  return (
    <DataTable
      caption={t('competence.table')}
      rows={rows}
      rowKey={({ article }) => String(article)}
      columns={[
        {
          key: 'article',
          header: t('competence.article'),
          rowHeader: true,
          cell: ({ article, title }) => (
            <a href={articleHref({ article, paragraph: null })}>{t('competence.articleTitle', { article, title })}</a>
          ),
        },
        {
          key: 'level',
          header: t('competence.level'),
          cell: ({ level }) => <Tag tone={tones[level]}>{t(`competence.level.${level}`)}</Tag>,
        },
        {
          key: 'answers',
          header: t('competence.answers'),
          cell: ({ answers, answeredAt }) =>
            answeredAt === null ? '–' : t('competence.answersLast', { answers, date: date(answeredAt) }),
        },
        {
          key: 'lessons',
          header: t('competence.lessons'),
          cell: ({ lessons }) => (lessons.length === 0 ? '–' : <LessonLinks lessons={lessons} />),
        },
      ]}
    />
  )
}

function LessonLinks({ lessons }: Pick<ArticleStanding, 'lessons'>) {
  return (
    <ul className="quiz-lessons">
      {lessons.map(({ href, title, language }) => (
        <li key={href}>
          <a href={href}>
            <Authored language={language}>{title}</Authored>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The rule in words, with the numbers that are in force. */
export function CompetenceRule() {
  const { t, percent } = useTranslator()
  return (
    <Section title={t('competence.rule.title')}>
      <p>{t('competence.rule', { ...ANSWER_WEIGHT, days: HALF_LIFE_DAYS })}</p>
      <ul>
        <li>
          {t('competence.rule.developing', { estimate: percent(DEVELOPING.estimate), answers: DEVELOPING.answers })}
        </li>
        <li>
          {t('competence.rule.secure', {
            estimate: percent(SECURE.estimate),
            answers: SECURE.answers,
            keeps: percent(SECURE.keepsEstimate),
          })}
        </li>
        <li>{t('competence.rule.refresh')}</li>
      </ul>
    </Section>
  )
}
