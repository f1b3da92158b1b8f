import { useT } from '#app/i18n/use-translation.tsx'
import { type AuthoredAttributes, useAuthored } from '#app/ui/authored.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import type { BlockChange, FieldChange, RevisionChange } from '../revisions/revision-change.ts'

type Linked<Change> = Change & { href?: string | null }

/** A change with the addresses of what it is about, where they can be visited. */
export type ShownChange = Linked<Omit<RevisionChange, 'blocks'>> & { blocks?: readonly Linked<BlockChange>[] }

const tones: Record<RevisionChange['change'], TagTone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
  moved: 'neutral',
}

type ChangeListProps = {
  changes: readonly ShownChange[]
  /** Of the course. */
  language: string
  /** Also what readers would not notice: for instructors. */
  isFull?: boolean
}

/** Lessons and quizzes that differ between two editions, each with what of it differs. */
export function ChangeList({ changes, language, isFull = false }: ChangeListProps) {
  const t = useT()
  const authored = useAuthored(language)
  return (
    <ul className="changes">
      {changes.map((line) => (
        <li key={line.id}>
          <Tag tone={tones[line.change]}>{t(`revisions.change.${line.change}`)}</Tag>{' '}
          <Title href={line.href} title={line.title} authored={authored} />
          {line.change === 'changed' && <Details line={line} isFull={isFull} authored={authored} />}
        </li>
      ))}
    </ul>
  )
}

type TitleProps = { href?: string | null; title: string; authored: AuthoredAttributes }

function Title({ href, title, authored }: TitleProps) {
  return href ? (
    <a href={href} {...authored}>
      {title}
    </a>
  ) : (
    <bdi {...authored}>{title}</bdi>
  )
}

function Details({ line, isFull, authored }: { line: ShownChange; isFull: boolean; authored: AuthoredAttributes }) {
  const t = useT()
  const { fields = [], blocks } = line
  const shown = isFull ? fields : fields.filter(({ field }) => field === 'title' || field === 'passMark')
  const isSilent = shown.length === 0 && blocks?.length === 0
  // What is not known in detail is told to instructors only.
  if (!isFull && shown.length === 0 && (blocks ?? []).length === 0) return null
  return (
    <ul>
      {shown.map((change) => (
        <li key={change.field}>
          <FieldText change={change} />
        </li>
      ))}
      {blocks?.map((block) => (
        <li key={`${block.change} ${block.id}`}>
          <BlockText block={block} authored={authored} />
        </li>
      ))}
      {isFull && !blocks && <li>{t('revisions.block.unknown')}</li>}
      {isSilent && <li>{t('revisions.block.none')}</li>}
    </ul>
  )
}

function FieldText({ change }: { change: FieldChange }) {
  const t = useT()
  const values = 'before' in change ? { before: change.before, after: change.after } : undefined
  return <>{t(`revisions.field.${change.field}`, values)}</>
}

/** A section or component with what became of it, such as "Question changed: …". */
export function BlockText({ block, authored }: { block: Linked<BlockChange>; authored: AuthoredAttributes }) {
  const t = useT()
  const { change, kind, title, before, href } = block
  return (
    <>
      {t(`revisions.block.${change}`, { kind })}{' '}
      {title ? <Title href={href} title={title} authored={authored} /> : t('revisions.block.start')}
      {before && kind === 'section' && <> {t('revisions.block.before', { title: before })}</>}
    </>
  )
}
