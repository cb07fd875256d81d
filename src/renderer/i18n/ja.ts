import { appTexts } from './texts/app'
import { topBarTexts } from './texts/top-bar'
import { mapTexts } from './texts/map'
import { playerTexts } from './texts/player'
import { packetsTexts } from './texts/packets'
import { ladderTexts } from './texts/ladder'
import { terminalsTexts } from './texts/terminals'
import { factsTexts } from './texts/facts'
import { inspectorTexts } from './texts/inspector'
import { commandsTexts } from './texts/commands'
import { openFileTexts } from './texts/open-file'
import { tasksTexts } from './texts/tasks'
import { hintsTexts } from './texts/hints'
import { whyTexts } from './texts/why'
import { recordTexts } from './texts/record'
import { statusTexts } from './texts/status'
import { lessonTexts } from './texts/lesson'
import { homeTexts } from './texts/home'
import { sendTexts } from './texts/send'

/** Every text of the screen in Japanese, from `texts`. */
export const ja = {
  ...appTexts.ja,
  ...topBarTexts.ja,
  ...mapTexts.ja,
  ...playerTexts.ja,
  ...packetsTexts.ja,
  ...ladderTexts.ja,
  ...terminalsTexts.ja,
  ...factsTexts.ja,
  ...inspectorTexts.ja,
  ...whyTexts.ja,
  ...statusTexts.ja,
  ...recordTexts.ja,
  ...hintsTexts.ja,
  ...tasksTexts.ja,
  ...openFileTexts.ja,
  ...commandsTexts.ja,
  ...lessonTexts.ja,
  ...homeTexts.ja,
  ...sendTexts.ja,
} as const
