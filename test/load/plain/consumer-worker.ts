export { default } from '../../../src/consumer-worker'
