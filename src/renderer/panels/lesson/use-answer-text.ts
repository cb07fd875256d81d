import { localText, type Question } from '../../../core/lesson/lesson'
import type { Answer } from '../../../core/lesson/questions'
import { interfaceName, namespaceName } from '../../state/name-of'
import { usePreference, useTrace } from '../../state/screen-context'

/** An answer as people read it: options by their text, interfaces by their names and where they are. */
export function useAnswerText(question: Question): (answer: Answer) => string {
  const language = usePreference('language')
  const { topology } = useTrace()
  const placeOf = (id: string) => {
    const nic = topology.interfaces.find((each) => each.id === id)
    return nic === undefined ? id : `${interfaceName(topology, id)} (${namespaceName(topology, nic.namespace)})`
  }
  return (answer) => {
    switch (answer.kind) {
      case 'text':
        return answer.text
      case 'interface':
        return placeOf(answer.interface)
      case 'order':
        return answer.interfaces.map(placeOf).join(' → ')
      case 'option': {
        const option = question.kind === 'choose' ? question.options[answer.index] : undefined
        return option === undefined ? '' : localText(option.text, language)
      }
    }
  }
}
