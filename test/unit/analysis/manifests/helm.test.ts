import { describe, expect, it } from 'vitest'
import { helm } from '../../../../src/analysis/manifests/helm'
import { contributionOf, said } from './contribution'

const chart = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`
const ROOT = { 'Chart.yaml': chart('crane') }

describe('a chart', () => {
  const install = (readme: string) => said(contributionOf(helm, { ...ROOT, 'README.md': readme }, 'crane'), 'install')

  it('is installed as its README does, and not otherwise', () => {
    const add = 'helm repo add acme https://acme.github.io/charts\n'
    expect(install('')).toEqual([])
    expect(install('helm install crane acme/crane\n')).toEqual([])
    expect(install(`${add}helm install <name> acme/crane --namespace docks\n`)).toEqual([
      'helm repo add acme https://acme.github.io/charts && helm install crane acme/crane --namespace docks',
    ])
    expect(install(`${add}helm install other acme/other\n`)).toEqual([add.trim()])
    expect(install('helm upgrade --install my-crane oci://r.example.org/acme/crane\n')).toEqual([
      'helm install my-crane oci://r.example.org/acme/crane',
    ])
    expect(install('helm install crane ./crane\n')).toEqual([])
    expect(install(`${add}helm install crane others/crane\n`)).toEqual([add.trim()])
  })

  it('fetches what it needs: as locked, newly, or not at all', () => {
    const needs = (repository: string) =>
      chart('crane', `dependencies:\n  - name: hook\n    repository: ${repository}\n`)
    const setup = (files: Record<string, string>) => said(contributionOf(helm, files, 'crane'), 'setup')
    expect(setup({ 'Chart.yaml': needs('https://c.example.org') })).toEqual(['helm dependency update .'])
    expect(setup({ 'Chart.yaml': needs('https://c.example.org'), 'Chart.lock': '' })).toEqual([
      'helm dependency build .',
    ])
    expect(setup({ 'Chart.yaml': needs('file://charts/hook'), 'charts/hook/Chart.yaml': chart('hook') })).toEqual([])
    expect(setup(ROOT)).toEqual([])
  })

  it('beside a program is neither its package nor its manager', () => {
    const code = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.go`, 'package a\n']))
    const readme = 'helm repo add acme https://a.example.org\nhelm install crane acme/crane\n'
    const found = contributionOf(helm, { ...code, 'charts/crane/Chart.yaml': chart('crane'), 'README.md': readme })
    expect(found.packages).toBeUndefined()
    expect(found.package_managers).toBeUndefined()
    expect(said(found, 'install')).toEqual([
      'helm repo add acme https://a.example.org && helm install crane acme/crane',
    ])
  })

  it('with templates for its name is a scaffold', () => {
    expect(contributionOf(helm, { 'Chart.yaml': 'name: {{ name }}\n' })).toEqual({})
  })
})

describe('a repository of charts', () => {
  const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((one) => [`charts/${one}/Chart.yaml`, chart(one)]))

  it('adds its repository where there are many, and checks what changed', () => {
    const readme = 'helm repo add acme https://acme.github.io/charts\n'
    const found = contributionOf(helm, { ...many, 'README.md': readme, '.github/ct.yaml': 'chart-dirs: [charts]\n' })
    expect(said(found, 'install')).toEqual(['helm repo add acme https://acme.github.io/charts'])
    expect(said(found, 'lint')).toEqual(['ct lint --config .github/ct.yaml'])
    expect(found.packages?.at(-1)?.members).toHaveLength(5)
  })

  it('has members only where something declares them', () => {
    expect(contributionOf(helm, many).packages?.every(({ members }) => members.length === 0)).toBe(true)
  })
})
