import { calls, callsText } from './cost-calls.ts'
import { cpuTable, measureCpu } from './cost-cpu.ts'

/** What a job, a poll, a page, a deletion costs: calls and bytes as they are billed, CPU time of this machine. */
export async function cost(seconds: number) {
  const counted = await calls()
  const cpu = await measureCpu(seconds)
  return { ...counted, cpu, text: `${callsText(counted)}\n\n${cpuTable(cpu)}` }
}
