import { Section } from '#app/ui/page.tsx'

/** A section of the privacy page: what is so, point by point, in words already. */
export function PrivacyPoints({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <Section title={title}>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Section>
  )
}
