// What the programs beside this measure of the runtime, for errgroup of Go: named alike,
// and run as benchmarks of Go's own.
package errgroup_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sort"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func Benchmark(b *testing.B) {
	for n := 1000; n <= 1000000; n *= 10 {
		n := n
		b.Run(fmt.Sprintf("fan_out/errgroup/%d", n), func(b *testing.B) { fanOut(b, n) })
	}
	b.Run("stop_latency/polling/errgroup", func(b *testing.B) {
		stopLatency(b, runtime.GOMAXPROCS(0)-1, func(stop context.Context) {
			for stop.Err() == nil {
			}
		})
	})
	b.Run("stop_latency/receiving/errgroup", func(b *testing.B) {
		never := make(chan int, 1)
		stopLatency(b, 16, func(stop context.Context) {
			select {
			case <-never:
			case <-stop.Done():
			}
		})
	})
}

func fanOut(b *testing.B, n int) {
	run := func() {
		var tasks errgroup.Group
		for i := 0; i < n; i++ {
			tasks.Go(func() error { return nil })
		}
		if err := tasks.Wait(); err != nil {
			b.Fatal(err)
		}
	}
	run()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		run()
	}
}

// stopLatency reports p50 and p99, in nanoseconds, from the error until each of the
// siblings sees that it is to stop.
func stopLatency(b *testing.B, siblings int, awaitStop func(context.Context)) {
	var samples []float64
	for i := 0; i < b.N; i++ {
		var failed time.Time
		var toCome sync.WaitGroup
		toCome.Add(siblings)
		seen := make([]time.Time, siblings)
		tasks, stop := errgroup.WithContext(context.Background())
		for i := range seen {
			i := i
			tasks.Go(func() error {
				toCome.Done()
				awaitStop(stop)
				seen[i] = time.Now()
				return nil
			})
		}
		tasks.Go(func() error {
			toCome.Wait()
			time.Sleep(time.Millisecond)
			failed = time.Now()
			return errors.New("stop")
		})
		if tasks.Wait() == nil {
			b.Fatal("the error was lost")
		}
		for _, one := range seen {
			samples = append(samples, float64(one.Sub(failed).Nanoseconds()))
		}
	}
	sort.Float64s(samples)
	b.ReportMetric(samples[(len(samples)-1)*50/100], "p50")
	b.ReportMetric(samples[(len(samples)-1)*99/100], "p99")
}
