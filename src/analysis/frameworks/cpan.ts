import type { Technologies } from './technologies'

export const cpan: Technologies = {
  'web-framework': {
    Mojolicious: 'Mojolicious Mojolicious::Lite',
    Dancer2: 'Dancer2',
    Dancer: 'Dancer',
    Catalyst: 'Catalyst Catalyst::Runtime',
    Plack: 'Plack',
    Kossy: 'Kossy',
    Amon2: 'Amon2',
    CGI: 'CGI',
  },
  ui: {
    'Template Toolkit': 'Template Template::Toolkit',
    'Text::Xslate': 'Text::Xslate',
    'HTML::Template': 'HTML::Template',
  },
  orm: { 'DBIx::Class': 'DBIx::Class', 'Rose::DB': 'Rose::DB Rose::DB::Object', Teng: 'Teng' },
  database: {
    DBI: 'DBI',
    SQLite: 'DBD::SQLite',
    PostgreSQL: 'DBD::Pg Mojo::Pg',
    MySQL: 'DBD::mysql',
    MariaDB: 'DBD::MariaDB',
    Redis: 'Redis',
  },
  networking: { LWP: 'LWP LWP::UserAgent', 'HTTP::Tiny': 'HTTP::Tiny', Starman: 'Starman' },
  async: { AnyEvent: 'AnyEvent', 'IO::Async': 'IO::Async', POE: 'POE', Future: 'Future' },
  messaging: { Minion: 'Minion' },
  serialization: { 'JSON::XS': 'JSON::XS Cpanel::JSON::XS JSON::MaybeXS', 'YAML::XS': 'YAML::XS YAML::LibYAML' },
  data: { Moose: 'Moose', Moo: 'Moo', 'Type::Tiny': 'Type::Tiny', Mouse: 'Mouse' },
  testing: {
    'Test::More': 'Test::More Test::Simple',
    Test2: 'Test2::Suite Test2::V0',
    'Test::Class': 'Test::Class',
    'Test::Most': 'Test::Most',
  },
  lint: { 'Perl::Critic': 'Perl::Critic Test::Perl::Critic', 'Perl::Tidy': 'Perl::Tidy' },
  build: { 'Module::Build': 'Module::Build', 'Dist::Zilla': 'Dist::Zilla', 'Module::Install': 'Module::Install' },
}
