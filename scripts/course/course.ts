import { bridge } from './bridge'
import { connected } from './connected'
import { internet } from './internet'
import type { LessonScript } from './lesson-script'
import { natTable } from './nat-table'
import { notArriving } from './not-arriving'
import { traceroute } from './traceroute'

/** The built-in course in order, by its files' names. */
export const course: Readonly<Record<string, LessonScript>> = {
  '1-connected': connected,
  '2-bridge': bridge,
  '3-internet': internet,
  '4-nat-table': natTable,
  '5-traceroute': traceroute,
  '6-not-arriving': notArriving,
}
