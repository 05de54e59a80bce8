type Values = Readonly<Record<string, string>>

const CHOICES = [
  {
    name: 'options.mode',
    label: 'What to write',
    values: {
      fresh: 'A new README, with what holds of the old one',
      update: 'The existing one, its generated parts renewed',
      check: 'Nothing: only check the existing one',
    },
  },
  {
    name: 'options.template',
    label: 'Template',
    values: {
      standard: 'Standard',
      minimal: 'Minimal',
      library: 'Library',
      application: 'Application',
      monorepo: 'Monorepo',
    },
  },
  {
    name: 'options.contents',
    label: 'Table of contents',
    values: { auto: 'Where it is long', on: 'Always', off: 'Never' },
  },
  {
    name: 'options.badges.style',
    label: 'Badges',
    values: { flat: 'Flat', 'flat-square': 'Square', plastic: 'Plastic', 'for-the-badge': 'Large', social: 'Social' },
  },
] as const

const MODEL = {
  name: 'options.llm',
  label: 'Language model',
  values: { auto: 'May word what files say', off: 'No', required: 'Required' },
} as const

const TEXTS = [
  { name: 'ref', label: 'Branch, tag or commit', placeholder: 'the default branch', most: 255 },
  { name: 'subdirectory', label: 'Folder', placeholder: 'the whole repository', most: 1024 },
] as const

/** What this deployment offers beyond what all do. */
export interface Offered {
  /** Tokens for private repositories. */
  takesTokens: boolean
  /** Jobs that are private: where access is open there are none. */
  hasOwners: boolean
  /** A language model. */
  hasModel: boolean
}

/** What may be asked besides the address, folded away unless something was asked or is open to be. */
export function OptionFields({ values, takesTokens, hasOwners, hasModel }: Offered & { values: Values }) {
  const isAsked = Object.entries(values).some(([name, value]) => name !== 'url' && value !== '')
  return (
    <details class="options" open={isAsked}>
      <summary>Options</summary>
      <div class="grid">
        {TEXTS.map(({ name, label, placeholder, most }) => (
          <label>
            {label}
            <input
              name={name}
              type="text"
              autocapitalize="none"
              spellcheck={false}
              maxlength={most}
              placeholder={placeholder}
              value={values[name] ?? ''}
            />
          </label>
        ))}
        {[...CHOICES, ...(hasModel ? [MODEL] : [])].map(({ name, label, values: choices }) => (
          <label>
            {label}
            <select name={name}>
              {Object.entries(choices).map(([value, words]) => (
                <option value={value} selected={values[name] === value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
        <label>
          Depth of the folder tree
          <input name="options.tree_depth" type="number" min={0} max={6} value={values['options.tree_depth'] ?? '3'} />
        </label>
        {takesTokens ? (
          <label>
            Access token of a private repository
            <input name="token" type="password" autocomplete="off" maxlength={512} />
          </label>
        ) : null}
        {hasOwners ? <PrivateField checked={values.private === 'on'} /> : null}
        <label class="check">
          <input name="options.emoji" type="checkbox" checked={values['options.emoji'] === 'on'} />
          An emoji before each heading
        </label>
        <label class="check">
          <input name="refresh" type="checkbox" checked={values.refresh === 'on'} />
          Read the repository again even if this commit is known
        </label>
      </div>
    </details>
  )
}

/** For whose eyes the README is. */
export const PrivateField = ({ checked = false }: { checked?: boolean }) => (
  <label class="check">
    <input name="private" type="checkbox" checked={checked} />
    Private: only this browser can open it
  </label>
)
