import { DropdownMenu } from 'radix-ui'
import { Icon } from './icon'

interface ChoiceItemsProps<Choice extends string | number> {
  readonly choices: readonly Choice[]
  readonly chosen: Choice
  readonly label: (choice: Choice) => string
  readonly onChoose: (choice: Choice) => void
}

/** The items of a menu of which one is chosen; the chosen one is ticked. */
export function ChoiceItems<Choice extends string | number>(props: ChoiceItemsProps<Choice>) {
  const { choices, chosen, label, onChoose } = props
  return (
    <DropdownMenu.RadioGroup value={String(chosen)}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice}
          value={String(choice)}
          className="menu-item"
          onSelect={() => onChoose(choice)}
        >
          <span>{label(choice)}</span>
          <DropdownMenu.ItemIndicator>
            <Icon name="check" size={12} />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
