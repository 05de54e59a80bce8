import { describe, expect, it } from 'vitest'
import { terraform } from '../../../../src/analysis/manifests/terraform'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const VERSIONS = `terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = { source = "registry.terraform.io/hashicorp/aws", version = "~> 5.0" }
    null = {}
  }
}
`
const MODULE = {
  'versions.tf': VERSIONS,
  'main.tf': 'resource "null_resource" "a" {}\n',
  'README.md': '```hcl\nmodule "x" {\n  source = "acme/harbour/aws"\n}\n```\n',
}
const NAME = 'terraform-aws-harbour'

describe('a module', () => {
  it('is called by the address that the README shows for it, and never applied', () => {
    const found = contributionOf(terraform, MODULE, NAME)
    expect(said(found, 'install')).toEqual(['module "harbour" { source = "acme/harbour/aws" }'])
    expect([...said(found, 'run'), ...said(found, 'deploy')]).toEqual([])
    expect(dependencies(found, 'runtime')).toEqual(['hashicorp/aws@~> 5.0', 'hashicorp/null'])
    expect(found.runtimes).toEqual([
      { name: 'terraform', constraint: '>= 1.3', sources: [{ path: 'versions.tf', line: 2 }] },
    ])
    expect(sourcesOf(found)).not.toContain('')
  })

  it('is not called by the address of another, nor where nothing shows one', () => {
    const other = { ...MODULE, 'README.md': 'source = "acme/pier/aws"\n' }
    expect(said(contributionOf(terraform, other, NAME), 'install')).toEqual([])
    expect(said(contributionOf(terraform, { ...MODULE, 'README.md': '' }, NAME), 'install')).toEqual([])
  })

  it('is called from Git where its README does so', () => {
    const readme = 'source = "git::https://github.com/acme/harbour.git?ref=v1.0"\n'
    const found = contributionOf(terraform, { ...MODULE, 'README.md': readme }, 'harbour')
    expect(said(found, 'install')).toEqual([
      'module "harbour" { source = "git::https://github.com/acme/harbour.git?ref=v1.0" }',
    ])
    expect(said(contributionOf(terraform, { ...MODULE, 'README.md': readme }, 'pier'), 'install')).toEqual([])
  })

  it('whose callers must name providers is not validated by itself', () => {
    const aliased = VERSIONS.replace('"~> 5.0"', '"~> 5.0", configuration_aliases = [aws.dns]')
    const lint = (versions: string) =>
      said(contributionOf(terraform, { ...MODULE, 'versions.tf': versions }, NAME), 'lint')
    expect(lint(VERSIONS)).toContain('terraform validate')
    expect(lint(aliased)).not.toContain('terraform validate')
  })

  it('is tested by what stands there', () => {
    const tests = (files: Record<string, string>) =>
      said(contributionOf(terraform, { ...MODULE, ...files }, NAME), 'test')
    expect(tests({})).toEqual([])
    expect(tests({ 'tests/a.tftest.hcl': '' })).toEqual(['terraform test'])
    expect(tests({ 'examples/x/a.tftest.hcl': '' })).toEqual([])
    expect(tests({ 'test/go.mod': 'module t\nrequire github.com/gruntwork-io/terratest v0.40.0\n' })).toEqual([
      'test: go test ./...',
    ])
    expect(tests({ 'test/go.mod': 'module t\n' })).toEqual([])
  })

  it('hides the default of a secret', () => {
    const variables =
      'variable "a" {\n  sensitive = true\n  default = "hidden"\n}\nvariable "b" { default = "shown" }\n'
    const { surface } = contributionOf(terraform, { ...MODULE, 'variables.tf': variables }, NAME)
    expect(surface?.inputs?.map((one) => one.default)).toEqual([undefined, '"shown"'])
  })
})

describe('a configuration', () => {
  const ROOT = { 'main.tf': 'terraform {\n  backend "s3" {}\n}\nprovider "aws" {}\n' }

  it('is planned and applied', () => {
    const found = contributionOf(terraform, ROOT, 'fleet')
    expect(said(found, 'setup')).toEqual(['terraform init'])
    expect(said(found, 'run')).toEqual(['terraform plan'])
    expect(said(found, 'deploy')).toEqual(['terraform apply'])
    expect(said(found, 'install')).toEqual([])
  })

  it('of OpenTofu is run by its own tool', () => {
    const found = contributionOf(terraform, { ...ROOT, '.opentofu-version': '1.8.2\n' }, 'fleet')
    expect(said(found, 'run')).toEqual(['tofu plan'])
    expect(found.runtimes?.map(({ name }) => name)).toEqual(['opentofu'])
  })

  it('beside a program is how that is deployed, and only where there is one', () => {
    const beside = { 'package.json': '{}', 'infra/main.tf': ROOT['main.tf'] }
    expect(contributionOf(terraform, beside).packages).toBeUndefined()
    expect(said(contributionOf(terraform, beside), 'deploy')).toEqual(['infra: terraform apply'])
    const two = { ...beside, 'staging/main.tf': ROOT['main.tf'] }
    expect(said(contributionOf(terraform, two), 'deploy')).toEqual([])
  })

  it('of an example says nothing of the project', () => {
    expect(contributionOf(terraform, { 'examples/a/main.tf': ROOT['main.tf'] })).toEqual({})
  })
})
