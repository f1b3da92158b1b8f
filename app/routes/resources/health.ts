import { reader } from '#db/client.server.ts'
import { course } from '#db/schema/content.ts'

/** Answers 200 when this process can read its database: for load balancers and watchdogs. */
export async function loader() {
  await reader.select({ id: course.id }).from(course).limit(1)
  return new Response('ok\n', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } })
}
