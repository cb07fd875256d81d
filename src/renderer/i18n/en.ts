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

/** Every text of the screen in English, from `texts`. */
export const en = {
  ...appTexts.en,
  ...topBarTexts.en,
  ...mapTexts.en,
  ...playerTexts.en,
  ...packetsTexts.en,
  ...ladderTexts.en,
  ...terminalsTexts.en,
  ...factsTexts.en,
  ...inspectorTexts.en,
  ...whyTexts.en,
  ...statusTexts.en,
  ...recordTexts.en,
  ...hintsTexts.en,
  ...tasksTexts.en,
  ...openFileTexts.en,
  ...commandsTexts.en,
  ...lessonTexts.en,
  ...homeTexts.en,
  ...sendTexts.en,
} as const
