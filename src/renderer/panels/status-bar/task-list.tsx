import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { listTasks, type Task } from '../../state/list-tasks'
import { useActions, useScreen } from '../../state/screen-context'

/** What is done sooner than this needs no progress. */
const patienceMs = 400

/** What the screen waits for, each with how far it is and, where it can be, a way to call it off. */
export function TaskList() {
  const kinds = useScreen(useShallow((state) => listTasks(state).map(keyOf)))
  return (
    <div className="task-list" role="status">
      {kinds.map((key) => (
        <TaskRow key={key} taskKey={key} />
      ))}
    </div>
  )
}

function keyOf({ kind, terminal }: Task): string {
  return `${kind} ${terminal ?? ''}`
}

function TaskRow({ taskKey }: { readonly taskKey: string }) {
  const { t } = useTranslation()
  const actions = useActions()
  const task = useScreen(useShallow((state) => listTasks(state).find((each) => keyOf(each) === taskKey) ?? null))
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (task === null || !isLong) return null
  const cancel = cancelOf(task, actions)
  return (
    <span className="task">
      <Progress label={t(`tasks.${task.kind}`, { about: task.about })} share={task.share} />
      {cancel !== null && <Button look="quiet" icon="close" label={t('tasks.cancel')} onClick={cancel} />}
    </span>
  )
}

function cancelOf({ kind, terminal }: Task, actions: ReturnType<typeof useActions>): (() => void) | null {
  if (kind === 'opening') return actions.stopOpening
  if (kind === 'starting') return () => void actions.stop()
  if (kind === 'tracing' && terminal !== null) return () => actions.closeTerminal(terminal)
  return null
}
