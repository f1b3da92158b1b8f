import { prepared } from '#db/client.server.ts'
import { course } from '#db/schema/content.ts'

const anyCourse = prepared((db) => db.select({ id: course.id }).from(course).limit(1))

/** Answers 200 when this process can read its database: for load balancers and watchdogs. */
export async function loader() {
  await anyCourse.get()
  return new Response('ok\n', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } })
}
