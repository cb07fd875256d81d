import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { EmptyState } from './empty-state'

interface PanelBoundaryProps {
  /** What stands in the details, so that a report says where it happened. */
  readonly name: string
  readonly children: ReactNode
}

interface Failure {
  readonly error: unknown
  readonly stack: string
}

/** Keeps a mistake in one panel from taking the others with it: says so, and offers to try again. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly failure: Failure | null }> {
  override state: { readonly failure: Failure | null } = { failure: null }

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error, stack: '' } }
  }

  override componentDidCatch(error: unknown, info: { readonly componentStack?: string | null }): void {
    this.setState({ failure: { error, stack: info.componentStack ?? '' } })
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return (
      <PanelFailure
        details={describeFailure(this.props.name, failure)}
        onAgain={() => this.setState({ failure: null })}
      />
    )
  }
}

function describeFailure(name: string, { error, stack }: Failure): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)
  return `Hopscope, panel ${name}\n${said}\n${stack}`
}

function PanelFailure({ details, onAgain }: { readonly details: string; readonly onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <section className="pane panel-failure" role="alert">
      <EmptyState icon="warning" title={t('failure.title')}>
        <p>{t('failure.text')}</p>
        <span className="panel-failure-buttons">
          <Button onClick={onAgain}>{t('failure.again')}</Button>
          <Button icon="copy" onClick={() => void navigator.clipboard.writeText(details).catch(() => undefined)}>
            {t('failure.copy')}
          </Button>
        </span>
      </EmptyState>
    </section>
  )
}
