export { measureByTable } from '../../src/renderer/scene/measure-by-table'
