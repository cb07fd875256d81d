import type { EditedItem, EditedList } from '../../../../core/lesson/edit'

/** The item that is edited. */
export interface ChosenItem {
  readonly list: EditedList
  readonly item: EditedItem<EditedList>
}
