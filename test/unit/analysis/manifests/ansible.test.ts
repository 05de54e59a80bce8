import { describe, expect, it } from 'vitest'
import { ansible } from '../../../../src/analysis/manifests/ansible'
import { contributionOf, said } from './contribution'

const ROLE = {
  'meta/main.yml': 'galaxy_info:\n  role_name: horn\n  license: license (BSD, MIT)\n  min_ansible_version: 2.15\n',
  'tasks/main.yml': '---\n',
}
const PLAY = '- hosts: all\n  roles: [a]\n'

describe('a role', () => {
  const install = (files: Record<string, string>) =>
    said(contributionOf(ansible, { ...ROLE, ...files }, 'ansible-role-horn'), 'install')

  it('is installed under the name that the README gives it', () => {
    expect(install({})).toEqual([])
    expect(install({ 'README.md': '    - acme.bell\n    - { role: acme.horn, x: 1 }\n' })).toEqual([
      'ansible-galaxy role install acme.horn',
    ])
    expect(install({ 'README.md': '`ansible-galaxy install acme.horn`\n' })).toEqual([
      'ansible-galaxy install acme.horn',
    ])
    expect(install({ 'README.md': 'ansible-galaxy install acme.hornet\n' })).toEqual([])
    expect(install({ 'README.md': 'ansible-galaxy install -r requirements.yml\n' })).toEqual([])
  })

  it('has no licence by what its scaffold wrote', () => {
    expect(contributionOf(ansible, ROLE).packages?.[0]?.license).toBeNull()
    expect(contributionOf(ansible, ROLE).packages?.[0]?.directory).toBe('.')
  })

  it('is tested by its standard scenario, or else by each', () => {
    const test = (...names: string[]) =>
      said(
        contributionOf(ansible, {
          ...ROLE,
          ...Object.fromEntries(names.map((name) => [`molecule/${name}/molecule.yml`, ''])),
        }),
        'test',
      )
    expect(test()).toEqual([])
    expect(test('default', 'other')).toEqual(['molecule test'])
    expect(test('one', 'two')).toEqual(['molecule test -s one', 'molecule test -s two'])
  })
})

describe('a collection', () => {
  const GALAXY = 'namespace: acme\nname: horn\nversion: 1.0.0\n'

  it('is installed only where something shows that it is published', () => {
    const install = (files: Record<string, string>) => said(contributionOf(ansible, files), 'install')
    expect(install({ 'galaxy.yml': GALAXY })).toEqual([])
    expect(
      install({ 'galaxy.yml': `${GALAXY}description: your collection description\nrepository: http://example.com\n` }),
    ).toEqual([])
    expect(
      install({ 'galaxy.yml': `${GALAXY}description: Horns\nrepository: https://github.com/acme/horn\n` }),
    ).toEqual(['ansible-galaxy collection install acme.horn'])
    expect(install({ 'galaxy.yml': GALAXY, 'README.md': 'ansible-galaxy collection install acme.horn\n' })).toEqual([
      'ansible-galaxy collection install acme.horn',
    ])
  })
})

describe('playbooks', () => {
  const run = (files: Record<string, string>) => said(contributionOf(ansible, files), 'run')

  it('run against an inventory that stands in the tree, or on this machine', () => {
    expect(run({ 'site.yml': PLAY })).toEqual([])
    expect(run({ 'site.yml': PLAY, 'hosts.ini': '' })).toEqual(['ansible-playbook -i hosts.ini site.yml'])
    expect(run({ 'site.yml': PLAY, 'ansible.cfg': '[defaults]\ninventory = fleet # all\n', fleet: '' })).toEqual([
      'ansible-playbook site.yml',
    ])
    expect(run({ 'site.yml': PLAY, 'ansible.cfg': '[defaults]\ninventory = absent\n' })).toEqual([])
    expect(run({ 'local.yml': '- hosts: localhost\n  tasks: []\n' })).toEqual(['ansible-playbook local.yml'])
  })

  it('are none without plays', () => {
    expect(contributionOf(ansible, { 'main.yml': 'on: push\n', 'setup.yml': '- name: task\n' })).toEqual({})
  })

  it('beside a program do not say what it is', () => {
    const found = contributionOf(ansible, { 'ansible/site.yml': PLAY, 'ansible/hosts': '', 'app.py': '' })
    expect(said(found, 'run')).toEqual(['ansible: ansible-playbook -i hosts site.yml'])
    expect([found.kinds, found.packages]).toEqual([undefined, undefined])
  })

  it('install the roles and collections that they name', () => {
    const setup = (text: string) =>
      said(contributionOf(ansible, { 'site.yml': PLAY, hosts: '', 'requirements.yml': text }), 'setup')
    expect(setup('- src: a.b\n')).toEqual(['ansible-galaxy role install -r requirements.yml'])
    expect(setup('collections: [a.b]\n')).toEqual(['ansible-galaxy collection install -r requirements.yml'])
    expect(setup('roles: [a.b]\ncollections: [c.d]\n')).toEqual(['ansible-galaxy install -r requirements.yml'])
    expect(setup('roles: []\n')).toEqual([])
  })
})
