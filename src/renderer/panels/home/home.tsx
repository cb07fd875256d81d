import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LessonInfo } from '../../../contract/messages'
import { localText } from '../../../core/lesson/lesson'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { isLiveImpossible } from '../../state/list-checks'
import { useActions, usePreference, useScreen, useScreenContext } from '../../state/screen-context'
import { FirstSteps } from '../hints/first-steps'
import { useChecks } from '../hints/use-checks'

/** Where one begins: the course, the user's own lessons, and what tracing live takes. */
export function Home() {
  const isOpen = useScreen((state) => state.isHomeOpen)
  return isOpen ? <HomePage /> : null
}

function HomePage() {
  const { t } = useTranslation()
  const { preferences, lessons } = useScreenContext()
  const actions = useActions()
  const known = useScreen((state) => state.lessons)
  const isConnected = useScreen((state) => state.connection === 'connected')
  const opensHome = usePreference('opensHome')
  const page = useRef<HTMLElement>(null)
  const course = known?.filter(({ isBuiltIn }) => isBuiltIn) ?? []
  const own = known?.filter(({ isBuiltIn }) => !isBuiltIn) ?? []
  useEffect(() => {
    if (isConnected) void lessons.refresh()
  }, [isConnected, lessons])
  useEffect(() => page.current?.focus(), [])
  return (
    <section
      ref={page}
      className="home"
      aria-label={t('home.open')}
      tabIndex={-1}
      data-region="home"
      onKeyDown={(event) => {
        if (event.key === 'Escape') actions.set({ isHomeOpen: false })
      }}
    >
      <div className="home-page">
        <header>
          <p className="home-lead">{t('home.lead')}</p>
          <div className="home-buttons">
            <Button icon="open" onClick={() => actions.set({ isFileDialogOpen: true })}>
              {t('home.openFile')}
            </Button>
            <Button icon="live" onClick={() => actions.set({ isHomeOpen: false })}>
              {t('home.toMap')}
            </Button>
          </div>
        </header>
        <div className="home-columns">
          <div>
            <h2>{t('home.course')}</h2>
            <p className="soft">{t('home.courseLead')}</p>
            <LessonCards lessons={course} isNumbered />
            {known !== null && course.length === 0 && <p className="soft">{t('home.noLessons')}</p>}
            {own.length > 0 && (
              <>
                <h2>{t('home.own')}</h2>
                <LessonCards lessons={own} />
              </>
            )}
          </div>
          <Live />
        </div>
        <label className="home-at-start">
          <input
            type="checkbox"
            checked={opensHome}
            onChange={({ target }) => preferences.setState({ opensHome: target.checked })}
          />
          {t('home.atStart')}
        </label>
      </div>
    </section>
  )
}

function LessonCards({ lessons, isNumbered = false }: { lessons: readonly LessonInfo[]; isNumbered?: boolean }) {
  const { t } = useTranslation()
  const screen = useScreenContext()
  const language = usePreference('language')
  return (
    <ol className="lesson-cards">
      {lessons.map(({ id, title, duration, isBuiltIn }, index) => (
        <li key={id}>
          <button type="button" className="lesson-card" onClick={() => void screen.lessons.open(id, isBuiltIn)}>
            {isNumbered ? <span className="lesson-number">{index + 1}</span> : <Icon name="film" />}
            <span className="lesson-card-title">{localText(title, language) || id}</span>
            <span className="soft">{t('home.minutes', { count: Math.max(1, Math.round(duration / 60_000)) })}</span>
            <Icon name="play" />
          </button>
        </li>
      ))}
    </ol>
  )
}

function Live() {
  const { t } = useTranslation()
  const actions = useActions()
  const checks = useChecks()
  const isReady = checks.length > 0 && !isLiveImpossible(checks)
  return (
    <div className="home-live">
      <h2>{t('home.live')}</h2>
      {isReady ? (
        <>
          <p>{t('home.liveReady')}</p>
          <Button look="primary" icon="live" onClick={() => actions.set({ isHomeOpen: false })}>
            {t('home.toMap')}
          </Button>
        </>
      ) : (
        <FirstSteps checks={checks} />
      )}
    </div>
  )
}
