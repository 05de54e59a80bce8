import { licence } from './licence'
import type { Sample } from './sample'

export const SIEVE: Sample = {
  owner: 'millrace',
  name: 'sieve',
  files: {
    'go.mod': `module github.com/millrace/sieve

go 1.22

require (
	github.com/cespare/xxhash/v2 v2.3.0
	github.com/spf13/cobra v1.8.1
)
`,
    LICENSE: licence('BSD-3-Clause', 'The sieve authors'),
    'doc.go': `// Package sieve drops repeated lines from a stream in constant memory.
//
// A line that has been seen before is never written again. Because the filter is
// probabilistic, a small share of new lines is dropped as well: one in a thousand
// with the default size, as long as no more than ten million distinct lines come in.
// Beyond that number the share grows.
//
// The order of the lines is kept. Lines are compared byte by byte after the trailing
// newline has been removed, so that upper and lower case differ.
//
// # Choosing a filter
//
// Use [Bloom] when memory matters and a few lost lines do not. Use [Exact] when no
// line may be lost; its memory grows with the number of distinct lines.
//
// # Concurrency
//
// A [Sieve] is not safe for concurrent use. Give each goroutine its own, or guard it
// with a mutex.
package sieve
`,
    'sieve.go': `package sieve

import (
	"bufio"
	"io"
)

// Filter remembers lines.
type Filter interface {
	// Seen reports whether the line was seen before, and remembers it.
	Seen(line []byte) bool
}

// Sieve copies lines from a reader to a writer and leaves out the repeated ones.
type Sieve struct {
	filter  Filter
	dropped int
}

// MaxLine is the length in bytes beyond which a line ends the run with an error.
const MaxLine = 1 << 20

// New returns a Sieve with the given filter. A nil filter stands for [NewBloom] with
// its defaults.
func New(filter Filter) *Sieve {
	if filter == nil {
		filter = NewBloom(DefaultLines, DefaultRate)
	}
	return &Sieve{filter: filter}
}

// Run reads until the end of the input. It does not close the reader or the writer.
func (s *Sieve) Run(r io.Reader, w io.Writer) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 64*1024), MaxLine)
	out := bufio.NewWriter(w)
	for scanner.Scan() {
		line := scanner.Bytes()
		if s.filter.Seen(line) {
			s.dropped++
			continue
		}
		out.Write(line)
		out.WriteByte('\\n')
	}
	if err := scanner.Err(); err != nil {
		return err
	}
	return out.Flush()
}

// Dropped is the number of lines that were left out so far. It cannot tell repeated
// lines from new ones that were dropped by mistake.
func (s *Sieve) Dropped() int { return s.dropped }
`,
    'bloom.go': `package sieve

import (
	"math"

	"github.com/cespare/xxhash/v2"
)

const (
	// DefaultLines is the number of distinct lines that a filter is sized for.
	DefaultLines = 10_000_000
	// DefaultRate is the share of new lines that may be dropped by mistake.
	DefaultRate = 0.001
)

// Bloom is a Bloom filter. It uses about 18 megabytes with the defaults, all of them
// allocated at the start. A filter cannot be resized, and lines cannot be removed.
type Bloom struct {
	bits   []uint64
	hashes int
}

// NewBloom returns a filter for so many lines at such a rate of mistakes.
func NewBloom(lines int, rate float64) *Bloom {
	size := math.Ceil(-float64(lines) * math.Log(rate) / (math.Ln2 * math.Ln2))
	return &Bloom{
		bits:   make([]uint64, int(size)/64+1),
		hashes: int(math.Round(size / float64(lines) * math.Ln2)),
	}
}

// Seen implements [Filter]. It may report true for a line that is new, but never false
// for a line that was seen.
func (b *Bloom) Seen(line []byte) bool {
	sum := xxhash.Sum64(line)
	high, low := sum>>32, sum&0xffffffff
	seen := true
	for i := 0; i < b.hashes; i++ {
		at := (low + uint64(i)*high) % uint64(len(b.bits)*64)
		if b.bits[at/64]&(1<<(at%64)) == 0 {
			seen = false
			b.bits[at/64] |= 1 << (at % 64)
		}
	}
	return seen
}
`,
    'exact.go': `package sieve

// Exact remembers every line in a map. It makes no mistakes and needs more memory.
type Exact struct {
	lines map[string]struct{}
}

// NewExact returns an empty filter.
func NewExact() *Exact {
	return &Exact{lines: map[string]struct{}{}}
}

// Seen implements [Filter].
func (e *Exact) Seen(line []byte) bool {
	if _, seen := e.lines[string(line)]; seen {
		return true
	}
	e.lines[string(line)] = struct{}{}
	return false
}
`,
    'window.go': `package sieve

// Window forgets a line after so many others: it drops only repetitions that lie close
// together. It keeps the last lines in a ring.
//
// Deprecated: Use [Exact]. Window is slow for large sizes and will go away in v2.
type Window struct {
	ring []string
	next int
}

// NewWindow returns a filter that remembers the last size lines.
func NewWindow(size int) *Window {
	return &Window{ring: make([]string, 0, size)}
}

// Seen implements [Filter].
func (w *Window) Seen(line []byte) bool {
	for _, held := range w.ring {
		if held == string(line) {
			return true
		}
	}
	if len(w.ring) < cap(w.ring) {
		w.ring = append(w.ring, string(line))
		return false
	}
	w.ring[w.next] = string(line)
	w.next = (w.next + 1) % len(w.ring)
	return false
}
`,
    'cmd/sieve/main.go': `// Command sieve drops repeated lines from its standard input.
//
// Usage:
//
//	sieve [flags] < lines.txt > unique.txt
//
// Unlike sort -u it neither sorts nor waits for the end of the input. The number of
// dropped lines goes to standard error when --count is given.
package main

import (
	"fmt"
	"os"

	"github.com/millrace/sieve"
	"github.com/spf13/cobra"
)

func main() {
	var exact, count bool
	var lines int
	var rate float64
	command := &cobra.Command{
		Use:   "sieve",
		Short: "Drop repeated lines from a stream",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var filter sieve.Filter = sieve.NewBloom(lines, rate)
			if exact {
				filter = sieve.NewExact()
			}
			s := sieve.New(filter)
			if err := s.Run(os.Stdin, os.Stdout); err != nil {
				return err
			}
			if count {
				fmt.Fprintln(os.Stderr, s.Dropped())
			}
			return nil
		},
	}
	flags := command.Flags()
	flags.BoolVar(&exact, "exact", false, "remember every line instead of using a Bloom filter")
	flags.BoolVar(&count, "count", false, "print the number of dropped lines to standard error")
	flags.IntVar(&lines, "lines", sieve.DefaultLines, "number of distinct lines to size the filter for")
	flags.Float64Var(&rate, "rate", sieve.DefaultRate, "share of new lines that may be dropped by mistake")
	if err := command.Execute(); err != nil {
		os.Exit(1)
	}
}
`,
    'example_test.go': `package sieve_test

import (
	"os"
	"strings"

	"github.com/millrace/sieve"
)

func ExampleSieve_Run() {
	sieve.New(sieve.NewExact()).Run(strings.NewReader("a\\nb\\na\\n"), os.Stdout)
	// Output:
	// a
	// b
}
`,
    'sieve_test.go': `package sieve

import (
	"bytes"
	"strings"
	"testing"
)

func TestRepeatedLinesAreDropped(t *testing.T) {
	for name, filter := range map[string]Filter{"bloom": NewBloom(100, 0.001), "exact": NewExact(), "window": NewWindow(8)} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := New(filter).Run(strings.NewReader("a\\nb\\na\\n"), &out); err != nil {
				t.Fatal(err)
			}
			if out.String() != "a\\nb\\n" {
				t.Errorf("got %q", out.String())
			}
		})
	}
}

func BenchmarkBloom(b *testing.B) {
	filter := NewBloom(1000, 0.01)
	for i := 0; i < b.N; i++ {
		filter.Seen([]byte("line"))
	}
}
`,
    Makefile: `.PHONY: build test lint

build:
	go build -o bin/sieve ./cmd/sieve

test:
	go test -race ./...

lint:
	golangci-lint run
`,
    '.golangci.yml': `linters:
  enable:
    - revive
    - errcheck
`,
    '.github/workflows/go.yml': `name: go
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v5
        with:
          go-version-file: go.mod
      - run: make test
`,
    '.goreleaser.yaml': `version: 2
builds:
  - main: ./cmd/sieve
    env: [CGO_ENABLED=0]
    goos: [linux, darwin]
    goarch: [amd64, arm64]
`,
    'docs/design.md': `# Design

A Bloom filter was preferred to a cuckoo filter because lines are never removed.

The filter is not written to disk. Whether it should be saved between two runs is an open question.

Windows is not tested.
`,
  },
}
