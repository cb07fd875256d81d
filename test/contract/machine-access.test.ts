import { linuxMachine } from '../../src/tracer/machines/linux-machine'
import { describeMachineAccess } from './machine-access.contract'

describeMachineAccess('linux', {
  open: () => Promise.resolve(linuxMachine(process.env)),
  environment: () => ({ ...process.env, HOPSCOPE_HOST: 'linux' }),
})
